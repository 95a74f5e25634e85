import path from 'node:path';
import { isInside } from '../../core/project';
import type { RunError } from '../../protocol/events';
import type { PanelError, PanelPlace } from '../../protocol/panel';
import { namedSetting } from '../settings/namedSetting';

/** Characters of what a failing script sent along that the page gets. */
const LONGEST_PAYLOAD = 20_000;
const LONGEST_MESSAGE = 10_000;

/**
 * Why a run failed, for the page: places by their path in the project, each once.
 *
 * @param say a text of the engine in the editor's terms; what a script says itself stays as it is
 */
export function panelError(error: RunError, root: string, say: (text: string) => string): PanelError {
    const { type, message, advice, status, payload, frames, related = [] } = error;
    return {
        type,
        message: (frames.length > 0 ? message : say(message)).slice(0, LONGEST_MESSAGE),
        advice: advice && say(advice),
        status,
        payload: payloadText(payload),
        places: places(error, frames, root),
        related: related.map((each) => ({ message: each.message, place: placeOf(each, root) })),
        setting: namedSetting(`${message} ${advice ?? ''}`),
    };
}

function places(error: RunError, frames: RunError['frames'], root: string): PanelPlace[] {
    const own = placeOf(error, root);
    const found = frames.map((frame) => placeOf(frame, root)!);
    // The innermost frame is the place itself, and knows its function, too.
    const isRepeated = own && found.some((place) => place.label === own.label);
    return own && !isRepeated ? [own, ...found] : found;
}

function placeOf(
    place: { file?: string; line?: number; column?: number; function?: string },
    root: string,
): PanelPlace | undefined {
    const { file, line, column } = place;
    if (file === undefined) return undefined;
    const shown = isInside(root, file, path) ? path.relative(root, file) : file;
    const label = [shown, line, line === undefined ? undefined : column];
    return {
        label: label.filter((part) => part !== undefined).join(':'),
        file,
        line,
        column,
        function: place.function,
    };
}

function payloadText(payload: unknown): string | undefined {
    if (payload === undefined || payload === null) return undefined;
    if (typeof payload === 'object' && Object.keys(payload).length === 0) return undefined;
    return (JSON.stringify(payload, null, 2) ?? String(payload)).slice(0, LONGEST_PAYLOAD);
}
