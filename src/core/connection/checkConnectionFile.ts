import { CONNECTION_FINDINGS, type ConnectionFindingCode } from '../findings/connectionFindings';
import { didYouMean } from '../findings/didYouMean';
import type { Finding, Severity } from '../findings/types';
import { shownField, tryShape } from '../json/checkShape';
import { type FieldPath, JsonText } from '../json/JsonText';
import { originOf } from '../provider/baseUrl';
import type { ProviderLookup } from '../provider/ProviderLookup';
import { type ConnectionDoubt, fieldDoubts, noProvider, providerDoubt, suppliedDoubts } from './connectionDoubts';
import { CONNECTION_FILE_ADVICE, type ConnectionFile, connectionFileSchema } from './connectionSchema';
import { reachesRequest } from './reachesRequest';
import { secretFields } from './secretFields';

/** What a connection file is looked at with. */
export interface ConnectionSurroundings {
    /** Whether the file goes where the project goes; a private one stays on this machine. */
    isShared: boolean;
    /** Undefined where they cannot be told. */
    providers?: ProviderLookup;
    /** Ids of the project's integrations; undefined where they cannot be told. */
    integrations?: ReadonlySet<string>;
}

/** A connection file that was looked at. */
export interface CheckedConnection {
    findings: Finding[];
    /** What it says; undefined when it cannot be used. */
    description?: ConnectionFile;
    json: JsonText;
}

/**
 * What is wrong with a connection file, in the order of its lines. Broken files are those that a run refuses; anything else
 * is what a run warns of (`connectionDoubts`), and what only a look at the whole project tells.
 *
 * @param file absolute path
 */
export async function checkConnectionFile(
    file: string,
    text: string,
    surroundings: ConnectionSurroundings,
): Promise<CheckedConnection> {
    const plain = text.replace(/^\uFEFF/, '');
    const json = new JsonText(plain);
    let value: unknown;
    try {
        value = JSON.parse(plain);
    } catch {
        const finding = syntaxError({ file, ...json.firstError() });
        return { findings: [finding], json };
    }
    const shape = tryShape(value, connectionFileSchema());
    if ('problems' in shape) {
        const findings = shape.problems.map(({ field, reason }) => {
            const what = field.length === 0 ? 'The file' : `\`${shownField(field)}\``;
            const message = `${what} is wrong: ${reason}.`;
            const advice = field.length === 0 ? { advice: CONNECTION_FILE_ADVICE } : {};
            return { ...finding('connection-shape', message), ...advice, location: placed(file, json, field, true) };
        });
        return { findings, json };
    }
    const description = shape.value;
    const ofIntegrations = await integrationDoubts(description, surroundings);
    const found: Doubt[] = [
        ...(await doubtsOf(description, surroundings, ofIntegrations)),
        ...ofIntegrations,
        ...(surroundings.isShared ? secretDoubts(description) : []),
    ];
    const findings = found
        .map(({ field, isValue, code, message, advice, severity }) => ({
            ...finding(code, message, severity),
            advice,
            location: placed(file, json, field, isValue),
        }))
        .sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column);
    return { findings, description, json };
}

interface Doubt {
    code: ConnectionFindingCode;
    message: string;
    advice: string;
    field: FieldPath;
    isValue?: boolean;
    severity?: Severity;
}

/** A finding without its place. */
function finding(
    code: ConnectionFindingCode,
    message: string,
    severity: Severity = CONNECTION_FINDINGS[code],
): Finding {
    return { code, severity, message };
}

function syntaxError(location: NonNullable<Finding['location']>): Finding {
    const advice = 'Correct it at this place; comments and trailing commas are not allowed in JSON.';
    return { ...finding('connection-syntax', 'This is not valid JSON.'), advice, location };
}

function placed(file: string, json: JsonText, field: FieldPath, isValue = false) {
    return { file, ...(isValue ? json.placeOfValue(field) : json.placeOf(field)) };
}

/** What a run on the connection would warn of, as far as it does not follow from a misspelt integration. */
async function doubtsOf(
    description: ConnectionFile,
    { providers }: ConnectionSurroundings,
    ofIntegrations: readonly Doubt[],
): Promise<Doubt[]> {
    const { provider: name, credentials, base_url: baseUrl } = description;
    const doubts = fieldDoubts(description).map((doubt) => spoken('The file', doubt));
    if (!providers) return doubts;
    const unknown = name === undefined ? undefined : await providerDoubt(name, providers);
    if (unknown) doubts.push(spoken('The file', unknown));
    if (!credentials || Object.keys(credentials).length === 0) return doubts;
    const integrations = [description.provider_config_key ?? []].flat();
    const isOfSeveral = name === undefined && integrations.length !== 1;
    const used = isOfSeveral ? await Promise.all(integrations.map((one) => providers.get(one))) : [];
    const provider = isOfSeveral ? undefined : await providers.get(name ?? integrations[0]!);
    // What is right for one of several integrations is right.
    const perProvider = (used.length > 0 ? used : [provider]).map((one) => suppliedDoubts(credentials, one ?? null));
    const common = perProvider[0]!.filter(({ what }) =>
        perProvider.every((others) => others.some((other) => other.what === what)),
    );
    doubts.push(
        ...common.map((doubt) => spoken('The credentials', { ...doubt, field: ['credentials', ...doubt.field] })),
    );
    const isMisspelt = ofIntegrations.some(({ severity }) => severity === undefined);
    if (name === undefined && !isOfSeveral && !provider && !isMisspelt && isLost(credentials, baseUrl)) {
        const { what, advice } = noProvider(integrations[0]!);
        const field = fieldOfIntegration(description, 0);
        doubts.push({ code: 'connection-provider', message: `${what}.`, advice, field, isValue: true });
    }
    return doubts;
}

/** Whether credentials get into no call while no provider is known. */
function isLost(credentials: NonNullable<ConnectionFile['credentials']>, baseUrl: string | undefined): boolean {
    return baseUrl === undefined || !reachesRequest(credentials, null);
}

function spoken(subject: string, { what, ...doubt }: ConnectionDoubt): Doubt {
    return { ...doubt, message: `${subject} ${what}.` };
}

/**
 * Integrations that the project does not have. Scripts may use connections of others by name, so that only one which is
 * probably misspelt is more than a note.
 */
async function integrationDoubts(
    description: ConnectionFile,
    { integrations = new Set(), providers }: ConnectionSurroundings,
): Promise<Doubt[]> {
    if (integrations.size === 0) return [];
    const { provider_config_key: keys = [] } = description;
    const doubts: Doubt[] = [];
    for (const [index, key] of [keys].flat().entries()) {
        if (integrations.has(key)) continue;
        const isProvider = (await providers?.get(key)) !== undefined;
        const meant = isProvider ? undefined : misspelt(key, [...integrations]);
        doubts.push({
            code: 'connection-integration',
            message: `The project has no integration \`${key}\`.`,
            advice:
                meant === undefined
                    ? `Those of the project are ${[...integrations].join(', ')}.`
                    : `Did you mean \`${meant}\`?`,
            field: fieldOfIntegration(description, index),
            isValue: true,
            ...(meant === undefined && { severity: 'information' }),
        });
    }
    return doubts;
}

function fieldOfIntegration({ provider_config_key: keys }: ConnectionFile, index: number): FieldPath {
    return Array.isArray(keys) ? ['provider_config_key', index] : ['provider_config_key'];
}

/** The id that was meant; `github-app` and `github` are two integrations, though. */
function misspelt(key: string, ids: readonly string[]): string | undefined {
    const meant = didYouMean(key, ids, 0.25);
    return meant === undefined || key.startsWith(meant) || meant.startsWith(key) ? undefined : meant;
}

/** Secrets in a file that is shared; what only goes to this machine is none. */
function secretDoubts(description: ConnectionFile): Doubt[] {
    const fields = isLocal(description.base_url) ? [] : secretFields(description);
    const [first] = fields;
    if (!first) return [];
    const names = fields.map((field) => `\`${shownField(field)}\``).join(', ');
    return [
        {
            code: 'connection-secret',
            message: `${names} in a file that is shared with the project: whoever gets the project gets the secret.`,
            advice: 'Move the file to .syncbench/connections, or give the credentials in the environment; a secret that was given away is no longer one.',
            field: first,
        },
    ];
}

function isLocal(baseUrl: string | undefined): boolean {
    const origin = baseUrl === undefined ? undefined : originOf(baseUrl);
    if (origin === undefined) return false;
    return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname);
}
