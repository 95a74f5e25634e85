import { painter, type Style } from '../../../../src/cli/render/style';

/** A style whose text is the same on every machine: no colours, times as they are in the ISO text. */
export const PLAIN: Style = {
    paint: painter(false),
    time: (iso) => iso.slice(11, 23),
    date: (iso) => iso.slice(0, 19).replace('T', ' '),
    width: 100,
    file: (file) => file.replace('/project/', ''),
};

/** The same with every tone named: `<bad:text>`. */
export const TONED: Style = { ...PLAIN, paint: (tone, text) => (text ? `<${tone}:${text}>` : text) };

/** Golden texts are written indented; this takes the indentation and the outer newlines away. */
export function golden(text: string): string {
    const lines = text.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
    const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
    return lines.map((line) => line.slice(indent)).join('\n');
}
