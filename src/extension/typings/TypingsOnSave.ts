import path from 'node:path';
import type { Disposable, TextDocument } from 'vscode';
import { enclosingProject, type Project } from '../../core/project';
import { nodeFiles } from '../../host/nodeFiles';
import { Disposables } from '../Disposables';
import { Setting } from '../ids';
import type { Services } from '../Services';
import { askToReplace } from './generateTypings';
import { unsavedText } from './unsavedText';

type Shared = Pick<Services, 'vscode' | 'log' | 'settings'>;

/** Brings `models.ts` up to date whenever a project's `nango.yaml` is saved. Says nothing, except to ask what must be asked. */
export class TypingsOnSave implements Disposable {
    private readonly disposables = new Disposables();
    /** Updates go one after another, so that the last save is what is written last. */
    private updates: Promise<void> = Promise.resolve();
    /** Projects whose owner was asked in this window; a question that was closed is not asked again in it. */
    private readonly asked = new Set<string>();

    constructor(private readonly services: Shared) {
        const { workspace } = services.vscode;
        this.disposables.add(workspace.onDidSaveTextDocument((document) => this.saved(document)));
    }

    dispose(): void {
        this.disposables.dispose();
    }

    private saved({ uri }: TextDocument): void {
        const { vscode, settings } = this.services;
        if (uri.scheme !== 'file' || path.basename(uri.fsPath) !== 'nango.yaml') return;
        if (!vscode.workspace.isTrusted || !settings.get(Setting.typingsOnSave, uri)) return;
        this.enqueue(async () => {
            const project = await enclosingProject(nodeFiles, path.dirname(uri.fsPath), path);
            const file = project?.configFile;
            if (project && file !== undefined && path.relative(file, uri.fsPath) === '') await this.update(project);
        });
    }

    private enqueue(update: () => Promise<void>): void {
        this.updates = this.updates.then(update).catch((error) => {
            // The tree tells what is wrong with nango.yaml.
            this.services.log.warn(`No typings: ${error instanceof Error ? error.message : error}`);
        });
    }

    private async update(project: Project): Promise<void> {
        const { vscode, log } = this.services;
        if (unsavedText(vscode, path.join(project.root, 'models.ts')) !== undefined) {
            log.info(`${project.root}: models.ts has unsaved changes and is left`);
            return;
        }
        const { updateTypings } = await import('../../host/typings');
        const { plan, outcome } = await updateTypings(project);
        log.debug(`${plan.file}: ${outcome}`);
        // Not awaited here: later saves do not wait for an answer.
        if (outcome === 'unasked') this.ask(project).catch((error) => log.error(error));
    }

    private async ask(project: Project): Promise<void> {
        if (this.asked.has(project.root)) return;
        this.asked.add(project.root);
        const answer = await askToReplace(this.services.vscode, path.basename(project.root), { modal: false });
        if (answer === undefined) return;
        const { TypingsConsent } = await import('../../host/typings');
        await new TypingsConsent(project.root).remember(answer);
        if (answer) this.enqueue(() => this.update(project));
    }
}
