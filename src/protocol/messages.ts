import type { Connection, CredentialScope } from '../core/connection/types';
import type { ProjectForm, ScriptKind } from '../core/project/types';
import type { Provider } from '../core/provider/types';
import type { ScriptSchemas } from '../core/schema/types';
import type { RunCounters, RunError, RunEvent, RunWarning } from './events';

/** Raised whenever a message changes shape; host and child must have the same. */
export const PROTOCOL_VERSION = 4;

/** A compiled script and what its configuration says about it. */
export interface CompiledScript {
    integration: string;
    kind: ScriptKind;
    name: string;
    form: ProjectForm;
    /** Absolute path of the `.ts` source; the name the code runs under. */
    file: string;
    /** One CommonJS bundle with an inline source map. */
    code: string;
    /** Models that a sync declares as its output; a sync may save no other (§3.5). */
    models: string[];
    trackDeletes: boolean;
    syncType: 'full' | 'incremental';
    /** Whether a sync starts by itself once it is deployed (§2.3). */
    autoStart: boolean;
    /** Types of webhooks that a sync declares to handle; `*` stands for all (§2.3). */
    webhookSubscriptions: string[];
    /** Events that an on-event script is declared for (§1.3). */
    events: string[];
    /** The declared shapes; of a zero-YAML script only once it has been loaded. */
    schemas?: ScriptSchemas;
    /** Absolute folders from which the project resolves optional modules (soap, botbuilder, unzipper). */
    moduleFolders: string[];
}

/** What a script declares of itself. */
export interface ScriptDescription {
    integration: string;
    kind: ScriptKind;
    name: string;
    /** Of a sync, as in `CompiledScript`. */
    models?: string[];
    trackDeletes?: boolean;
    syncType?: 'full' | 'incremental';
    autoStart?: boolean;
    webhookSubscriptions?: string[];
    /** Whether a sync has a handler for webhooks. */
    handlesWebhooks?: boolean;
    /** Of an on-event script. */
    events?: string[];
    /** JSON schemas of draft 7. */
    schemas: ScriptSchemas;
}

/** Network settings for the child's HTTP client. */
export interface NetworkSettings {
    /** PEM certificates to trust besides the system's. */
    ca?: string[];
    /** `false` accepts any certificate. */
    strictTls: boolean;
    /** URL of the proxy that every call goes through; the environment's variables decide where there is none. */
    proxy?: string;
    /** Hosts that are called directly all the same, as in the variable NO_PROXY. */
    noProxy?: string;
}

/** Everything the child needs for one run. */
export interface RunRequest {
    runId: string;
    projectRoot: string;
    script: CompiledScript;
    connectionId: string;
    input?: unknown;
    /** `--metadata`: replaces whatever is stored, and keeps writes for this run only. */
    metadata?: Record<string, unknown> | null;
    /** The event that an on-event script runs for, or the type of a webhook. */
    event?: string;
    /** A webhook's body; where it is given, a sync's webhook handler runs in the place of the sync. */
    payload?: unknown;
    /** `--checkpoint`: what the script finds in the place of what is stored, and keeps for this run only. */
    checkpoint?: Record<string, unknown>;
    /** The variant that a sync runs as; `base` unless told (§3.5). */
    variant?: string;
    /** ISO 8601; overrides what the store remembers. */
    lastSyncDate?: string;
    /** What the script's clock says when the run starts, ISO 8601. */
    now?: string;
    /** Origins that credentials may also be sent to; the host sees to it, and the run is only told. */
    allowOrigins?: string[];
    /** Whether doubtful imports are refused; the host sees to it, and the run is only told. */
    strict?: boolean;
    /** Adds `fetch`, timers and encoders to the sandbox. */
    lenient?: boolean;
    /** Refuses calls that change something at the provider. */
    readOnly?: boolean;
    /** Pages that each `paginate` yields at most. */
    maxPages?: number;
    /** Records that the run saves at most; then it ends. */
    maxRecords?: number;
    /** Fails the run when data does not match its declared model. */
    validate?: boolean;
    /** `false`: nothing is kept of what HTTP calls send and receive. */
    keepBodies?: boolean;
    /** What the compiler noticed. */
    warnings?: RunWarning[];
    /** Every proxy call goes to this origin instead of the provider's. */
    baseUrl?: string;
    /** Waits of retries are multiplied by this; 1 = as in the cloud. */
    retryScale: number;
    environmentVariables: { name: string; value: string }[];
    /** Values besides the connection's credentials that no log may show. */
    secrets: string[];
    network: NetworkSettings;
    /** Protections this executable lacks; reported in `started`. */
    unavailable: string[];
}

/** What the host knows of a connection, as the child may see it. */
export interface ConnectionAnswer {
    connection: Connection;
    provider: Provider | null;
    /** Where the credentials may be sent. Other origins get none. */
    scope: CredentialScope;
    /** Why `connection.credentials` is empty, in words for the user; undefined when it is not. */
    withheld?: string;
    /** Where the integration receives webhooks, as the connection file says. */
    webhookUrl?: string;
    /** Every secret value the child must redact. */
    secrets: string[];
}

export interface ConnectionQuery {
    integration: string;
    connectionId: string;
    force: boolean;
    refreshToken: boolean;
}

/** Requests the child sends to the host, and their answers. */
export interface ChildRequests {
    'connection.get': { params: ConnectionQuery; result: ConnectionAnswer };
    /** Compile another script of the project, for `triggerAction` and `triggerSync`. */
    'script.compile': {
        params: { integration: string; name: string; kind: 'action' | 'sync' };
        result: { ok: true; script: CompiledScript } | { ok: false; error: RunError };
    };
}

/** Events the child sends to the host. */
export type ChildEvent =
    /** The first message: refused unless version and token are the host's. */
    | {
          type: 'hello';
          version: number;
          token: string;
          /** V8's code cache of the child's program, base64, when the host had none that fits. Made before any script ran. */
          codeCache?: string;
      }
    | { type: 'run'; events: RunEvent[]; counters: RunCounters }
    /** What a run sends, of none: so that both sides know how. */
    | { type: 'rehearsed'; events: RunEvent[] }
    /** V8's code cache of our zod, base64, when the host had none that fits. Made before any script ran. */
    | { type: 'zodCompiled'; codeCache: string }
    | { type: 'described'; description: ScriptDescription }
    /** The store is complete and closed; the child has nothing more to do. */
    | { type: 'done' }
    /** The run could not begin; the store has no row of it. */
    | { type: 'refused'; error: RunError };

/** The zod that a script will probably ask for, to be loaded while it still compiles. */
export interface ZodPreparation {
    form: ProjectForm;
    moduleFolders: string[];
    /** The file of V8's code cache of our copy, which need not exist. */
    cacheFile: string;
}

/** Events the host sends to the child. */
export type HostEvent =
    /** No run asks for this child yet: time to get quick. */
    | { type: 'rehearse' }
    /** Open the store while the script still compiles. */
    | { type: 'prepare'; storeFolder: string; zod?: ZodPreparation }
    | { type: 'run'; request: RunRequest }
    | { type: 'cancel' }
    /** Say what a script declares, in the place of a run. */
    | { type: 'describe'; script: CompiledScript };

/** The child's environment: where to connect, and the token to show there. Deleted before a script loads. */
export const CHANNEL_PATH_VARIABLE = 'SYNCBENCH_CHANNEL';
export const CHANNEL_TOKEN_VARIABLE = 'SYNCBENCH_CHANNEL_TOKEN';
/** The file of V8's code cache, which need not exist. */
export const CODE_CACHE_VARIABLE = 'SYNCBENCH_CODE_CACHE';
