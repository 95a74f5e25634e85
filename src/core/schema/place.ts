/** Where a value lies in the data that is checked; undefined for the whole. Made into text only when something is wrong there. */
export type Place = { readonly within: Place; readonly key: string | number } | undefined;

/** The place as text, with `[]` for any item of a list, so that the same mistake in each item is one: `labels[].name`. */
export function placeText(place: Place): string {
    const keys: (string | number)[] = [];
    for (let at = place; at !== undefined; at = at.within) keys.unshift(at.key);
    return keys
        .map((key, index) => {
            if (typeof key === 'number') return '[]';
            if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `[${JSON.stringify(key)}]`;
            return index === 0 ? key : `.${key}`;
        })
        .join('');
}
