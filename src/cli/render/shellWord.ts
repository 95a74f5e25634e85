/** A word as it can be typed at a shell's prompt: as it is where that is safe, else quoted as the platform's shells do. */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
    if (platform === 'win32') return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
