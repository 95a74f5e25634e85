/** Where a value lies in the data that is checked; undefined for the whole. Made into text only when something is wrong there. */
export type Place = { readonly within: Place; readonly key: string | number } | undefined;

/** The place as text, with `[]` for any item of a list, so that the same mistake in each item is one: `labels[].name`. */
export function placeText(place: Place): string {
    if (place === undefined) return '';
    const { within, key } = place;
    const before = placeText(within);
    if (typeof key === 'number') return `${before}[]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${before}[${JSON.stringify(key)}]`;
    return within === undefined ? key : `${before}.${key}`;
}
