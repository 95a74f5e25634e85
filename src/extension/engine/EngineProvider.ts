import path from 'node:path';
import type { Disposable, Event, EventEmitter, ExtensionContext, LogOutputChannel } from 'vscode';
import { UserError } from '../../core/findings/UserError';
import type { Engine } from '../../host/Engine';
import type { StoreReader } from '../../host/store/StoreReader';
import type { RunSession } from '../../host/types';
import { Disposables } from '../Disposables';
import { Setting } from '../ids';
import type { ScriptEntry } from '../projects/readProject';
import type { RunChoices } from '../runs/RunChoices';
import type { Settings } from '../settings/Settings';
import type { VSCode } from '../vscodeTypes';
import { findNode } from './findNode';
import { networkSettings, SYSTEM_CERTIFICATES, usesSystemCertificates } from './networkSettings';

interface Programs {
    engine: Engine;
    reader: StoreReader;
}

/** Makes the engine and the reader of stores when they are first needed, and refuses both in a workspace that is not trusted. */
export class EngineProvider implements Disposable {
    private readonly disposables = new Disposables();
    private made: Promise<Programs> | undefined;
    private readonly prewarmed: EventEmitter<void>;
    /** A run is likely, and its child is there: time for others, too, to load what they need for one. */
    readonly onDidPrewarm: Event<void>;

    constructor(
        private readonly vscode: VSCode,
        private readonly context: ExtensionContext,
        private readonly settings: Settings,
        private readonly log: LogOutputChannel,
    ) {
        this.prewarmed = this.disposables.add(new vscode.EventEmitter<void>());
        this.onDidPrewarm = this.prewarmed.event;
        // Another Node, other flags for it: what was made with the old ones ends, and is made again when needed.
        this.disposables.add(settings.onDidChange(Setting.nodePath, () => void this.end()));
        this.disposables.add(
            vscode.workspace.onDidChangeConfiguration((event) => {
                if (event.affectsConfiguration(SYSTEM_CERTIFICATES)) void this.end();
            }),
        );
    }

    /** Starts a run. @throws UserError for what must be mended before anything can run */
    async start({ project, script }: ScriptEntry, choices: RunChoices): Promise<RunSession> {
        const { engine } = await this.programs();
        const { connection, ...others } = choices;
        const { integration, name, kind } = script;
        return engine.start({
            folder: project.project.root,
            script: { integration, name, kind },
            connection: connection?.kind === 'connection' ? connection.id : undefined,
            withoutCredentials: connection?.kind === 'none' ? true : undefined,
            retryScale: this.settings.get(Setting.retryScale),
            keepBodies: this.settings.get(Setting.keepBodies, this.vscode.Uri.file(project.project.root)),
            network: networkSettings(this.vscode),
            ...others,
        });
    }

    /** Reads stores. @throws UserError when the workspace is not trusted, or no Node can do it */
    async reader(): Promise<StoreReader> {
        return (await this.programs()).reader;
    }

    /** A head start for the next run in a project, which is probably one of this script; whatever is wrong is said by the run. */
    async prewarm({ project, script }: ScriptEntry): Promise<void> {
        if (!this.vscode.workspace.isTrusted) return;
        try {
            const { integration, name, kind } = script;
            const { engine } = await this.programs();
            await engine.prewarm(project.project.root, { script: { integration, name, kind } });
            this.prewarmed.fire();
        } catch (error) {
            this.log.debug(`No child could be started ahead: ${error instanceof Error ? error.message : error}`);
        }
    }

    async dispose(): Promise<void> {
        this.disposables.dispose();
        await this.end();
    }

    private async programs(): Promise<Programs> {
        const { workspace, l10n } = this.vscode;
        if (!workspace.isTrusted) {
            throw new UserError(
                'untrusted_workspace',
                l10n.t('Syncbench executes nothing in a workspace that is not trusted.'),
                {
                    advice: l10n.t('Trust the workspace to run its scripts and to read its records.'),
                },
            );
        }
        const made = this.made ?? this.make();
        this.made = made;
        // What could not be made is tried again: a setting may have changed.
        made.catch(() => {
            if (this.made === made) this.made = undefined;
        });
        return made;
    }

    private async make(): Promise<Programs> {
        const { Engine, ProcessLauncher, StoreReader, chooseNode, userCacheFolder } = await import('./programs');
        const distFolder = path.join(this.context.extensionPath, 'dist');
        const environment = process.env;
        const node = await findNode({
            chooseNode,
            settings: this.settings,
            state: this.context.globalState,
            log: this.log,
        });
        const { path: nodePath, electron } = node;
        const systemCertificates = usesSystemCertificates(this.vscode);
        const cacheFolder = userCacheFolder(environment);
        const helpers = { nodePath, electron, distFolder, environment };
        const launcher = new ProcessLauncher(helpers);
        return {
            engine: new Engine({ distFolder, nodePath, node, environment, cacheFolder, systemCertificates, launcher }),
            reader: new StoreReader(helpers),
        };
    }

    private async end(): Promise<void> {
        const made = this.made;
        this.made = undefined;
        const programs = await made?.catch(() => undefined);
        await Promise.all([programs?.engine.dispose(), programs?.reader.dispose()]);
    }
}
