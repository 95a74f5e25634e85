const elfMachines: Record<number, string> = { 62: 'x64', 183: 'arm64' };
const machCpus: Record<number, string> = { 16777223: 'x64', 16777228: 'arm64' };
const peMachines: Record<number, string> = { 34404: 'x64', 43620: 'arm64' };

/**
 * What a native program is for, by its header: `linux-x64`, `darwin-arm64`, `win32-x64`, …; `static` is appended to an ELF
 * file that asks for no interpreter, which runs whatever C library the system has. Undefined for anything else.
 */
export function executableFormat(bytes: Buffer): string | undefined {
    if (bytes.readUInt32BE(0) === 0x7f454c46) {
        const machine = elfMachines[bytes.readUInt16LE(18)];
        return machine && `linux-${machine}${hasElfInterpreter(bytes) ? '' : ' static'}`;
    }
    if (bytes.readUInt32LE(0) === 0xfeedfacf) {
        const cpu = machCpus[bytes.readUInt32LE(4)];
        return cpu && `darwin-${cpu}`;
    }
    if (bytes.toString('latin1', 0, 2) === 'MZ') {
        const header = bytes.readUInt32LE(0x3c);
        if (bytes.toString('latin1', header, header + 4) !== 'PE\0\0') return undefined;
        const machine = peMachines[bytes.readUInt16LE(header + 4)];
        return machine && `win32-${machine}`;
    }
    return undefined;
}

/** Whether a 64-bit ELF file has a program header PT_INTERP (3). */
function hasElfInterpreter(bytes: Buffer): boolean {
    const offset = Number(bytes.readBigUInt64LE(32));
    const size = bytes.readUInt16LE(54);
    const count = bytes.readUInt16LE(56);
    for (let i = 0; i < count; i++) if (bytes.readUInt32LE(offset + i * size) === 3) return true;
    return false;
}
