/**
 * The environment variable that may hold a connection's credentials: ids in upper case, every character other than A–Z
 * and 0–9 as `_`.
 */
export function credentialsVariable(integration: string, connectionId: string): string {
    const spell = (id: string) => id.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    return `SYNCBENCH_CREDENTIALS_${spell(integration)}__${spell(connectionId)}`;
}
