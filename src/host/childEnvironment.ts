/** What a child may inherit. Everything else stays out: NODE_OPTIONS, VSCODE_*, NANGO_*, and above all credentials. */
const ALLOWED = new Set([
    'PATH',
    'HOME',
    'USERPROFILE',
    'TEMP',
    'TMP',
    'TMPDIR',
    'LANG',
    'LANGUAGE',
    'TZ',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'ALL_PROXY',
    'NO_PROXY',
    'NODE_EXTRA_CA_CERTS',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    // Windows cannot open sockets without it.
    'SYSTEMROOT',
]);

/** The environment of a child: the allowed part of ours, and what `extra` adds. Names compare without case, as on Windows. */
export function childEnvironment(ours: NodeJS.ProcessEnv, extra: Record<string, string>): NodeJS.ProcessEnv {
    const allowed = Object.entries(ours).filter(([name]) => {
        const upper = name.toUpperCase();
        return ALLOWED.has(upper) || upper.startsWith('LC_');
    });
    return { ...Object.fromEntries(allowed), ...extra };
}
