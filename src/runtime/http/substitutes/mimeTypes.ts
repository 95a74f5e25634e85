/**
 * Stands in for the package `mime-types` in the bundles: the same, but its tables are read when the first file is
 * sent, not at each start of a child.
 */
const mimeTypes = (): { lookup(name: string): string | false } => require('mime-types/index.js');

/** The content type for a file name, or `false`. */
export const lookup = (name: string): string | false => mimeTypes().lookup(name);
