import type { RunInput } from '../../host/types';
import type { VSCode } from '../vscodeTypes';

/** VS Code's own network settings, as a run takes them. */
export function networkSettings(vscode: VSCode): RunInput['network'] {
    const http = vscode.workspace.getConfiguration('http');
    const proxy = http.get<string>('proxy') || undefined;
    const noProxy = http.get<string[]>('noProxy') ?? [];
    return {
        proxy: http.get<string>('proxySupport') === 'off' ? undefined : proxy,
        noProxy: noProxy.length > 0 ? noProxy.join(',') : undefined,
        strictTls: http.get<boolean>('proxyStrictSSL') ?? true,
    };
}

export const SYSTEM_CERTIFICATES = 'http.systemCertificates';

/** Whether VS Code trusts the certificates that the machine does. It holds from the start of a child. */
export function usesSystemCertificates(vscode: VSCode): boolean {
    return vscode.workspace.getConfiguration().get<boolean>(SYSTEM_CERTIFICATES) ?? true;
}
