import path from 'node:path';
import { Compiler, loadEsbuild } from '../compile';
import { UserError } from '../core/findings/UserError';
import { childExecArgv } from '../runtime/sandbox/childFlags';
import { ChildProcess } from './ChildProcess';
import { locateProject } from './locateProject';
import { RunConnections } from './RunConnections';
import { moduleFolders, RunPlan } from './RunPlan';
import { Session } from './Session';
import type { EnginePorts, RunInput, RunSession } from './types';

/** Old-space limit of a child; the cloud's default class has 512 MB (nango-semantics §9). */
const CHILD_MEMORY_MB = 512;

/** Resolves, compiles and runs scripts; what the terminal, the editor and the tests share. */
export class Engine {
    private readonly compiler = new Compiler({ loadEsbuild });
    private readonly children = new Set<ChildProcess>();
    private prewarmed: { root: string; child: Promise<ChildProcess> } | undefined;

    constructor(private readonly ports: EnginePorts) {}

    /**
     * Starts a child for the project at or above a folder before a run asks for one. At most one is kept, for one
     * project; the next run in that project takes it.
     */
    async prewarm(folder: string): Promise<void> {
        const { root } = await locateProject(folder);
        if (this.prewarmed?.root === root) return;
        await this.dropPrewarmed();
        this.prewarmed = { root, child: this.startChild(root) };
        void this.compiler.warmUp();
    }

    /**
     * Starts a run. What the script then does, and whether it compiles, is the outcome's business.
     *
     * @throws UserError for what the user must mend before anything can run: no project, no such script, a broken
     * `nango.yaml` or connection file.
     */
    async start(input: RunInput): Promise<RunSession> {
        const isFile = 'file' in input.script;
        const project = await locateProject(
            isFile ? path.dirname((input.script as { file: string }).file) : input.folder,
        );
        if (project.form !== 'classic') {
            throw new UserError('form_not_supported', `${project.root} is a zero-YAML project, which cannot run yet.`, {
                advice: 'Classic projects (nango.yaml) run.',
            });
        }
        const child = this.takeChild(project.root);
        child.catch(() => {});
        try {
            const connections = new RunConnections(project.root, input, this.ports);
            const plan = new RunPlan(project, input, this.compiler, connections);
            const target = await plan.target();
            return new Session(target, {
                child,
                request: (runId) => plan.request(runId, this.unavailable(project.root)),
                connection: (query) => plan.connection(query),
                compileAction: (integration, name) => plan.compileAction(integration, name),
            });
        } catch (error) {
            (await child).kill();
            throw error;
        }
    }

    /** Ends every child and the compiler. */
    async dispose(): Promise<void> {
        await this.dropPrewarmed();
        const children = [...this.children];
        for (const child of children) child.kill();
        await Promise.all(children.map((child) => child.exited));
        await this.compiler.dispose();
    }

    private takeChild(root: string): Promise<ChildProcess> {
        if (this.prewarmed?.root !== root) return this.startChild(root);
        const { child } = this.prewarmed;
        this.prewarmed = undefined;
        return child;
    }

    private async dropPrewarmed(): Promise<void> {
        const dropped = this.prewarmed;
        this.prewarmed = undefined;
        (await dropped?.child)?.kill();
    }

    private async startChild(root: string): Promise<ChildProcess> {
        const { nodePath, environment, distFolder } = this.ports;
        const runtimeFile = path.join(distFolder, 'runtime.js');
        const { execArgv } = this.flags(root);
        const child = await ChildProcess.start({ nodePath, runtimeFile, execArgv, environment });
        this.children.add(child);
        void child.exited.then(() => this.children.delete(child));
        return child;
    }

    private unavailable(root: string): string[] {
        return this.flags(root).unavailable;
    }

    private flags(root: string) {
        return childExecArgv({
            allowRead: [
                this.ports.distFolder,
                ...moduleFolders(root).map((folder) => path.join(folder, 'node_modules')),
            ],
            allowWrite: [],
            memoryMegabytes: CHILD_MEMORY_MB,
        });
    }
}
