import path from 'node:path';
import type { Compiler } from '../compile/Compiler';
import { BuiltInProviders } from '../connections/BuiltInProviders';
import type { Project } from '../core/project';
import type { ScriptDescription } from '../protocol/messages';
import { childExecArgv } from '../runtime/sandbox/childFlags';
import { ChildProcess } from './ChildProcess';
import { CodeCache } from './CodeCache';
import { ConfigReader } from './ConfigReader';
import { DirectLauncher } from './launch/DirectLauncher';
import type { Launcher } from './launch/types';
import { locateProject } from './locateProject';
import { packageFolders } from './moduleFolders';
import type { EnginePorts, PrewarmOptions, RunInput, RunSession, ScriptQuery } from './types';

/** Old-space limit of a child; the cloud's default class has 512 MB (nango-semantics §9). */
const CHILD_MEMORY_MB = 512;

/** A child that no run has taken by then is ended. */
const PREWARMED_IDLE_MS = 300_000;

/**
 * Resolves, compiles and runs scripts; what the terminal, the editor and the tests share. The child takes longest to
 * start, so it comes first, and everything that it is not needed for is loaded while it does.
 */
export class Engine {
    private compiler: Promise<Compiler> | undefined;
    private readonly configs = new ConfigReader();
    private readonly providers: BuiltInProviders;
    private readonly launcher: Launcher;
    private readonly children = new Set<ChildProcess>();
    private prewarming: Promise<void> = Promise.resolve();
    private hasRehearsed = false;
    private prewarmed: { key: string; child: Promise<ChildProcess> } | undefined;

    constructor(private readonly ports: EnginePorts) {
        this.providers = new BuiltInProviders(path.join(ports.distFolder, 'providers.json'));
        this.launcher = ports.launcher ?? new DirectLauncher();
    }

    /**
     * Starts a child for the project at or above a folder before a run asks for one. At most one is kept, for one
     * project; the next run in that project takes it. With the script that will probably run, what comes before its
     * run is rehearsed.
     */
    prewarm(folder: string, { storeFolder, script }: PrewarmOptions = {}): Promise<void> {
        this.prewarming = this.prewarming.then(() => this.replacePrewarmed(folder, storeFolder, script));
        const result = this.prewarming;
        this.prewarming = result.catch(() => {});
        return result;
    }

    private async replacePrewarmed(folder: string, storeFolder?: string, script?: ScriptQuery): Promise<void> {
        const project = await locateProject(folder);
        const { root } = project;
        const flags = childFlags(this.ports, root, storeFolder ?? defaultStoreFolder(root));
        const key = flags.execArgv.join('\n');
        if (this.prewarmed?.key === key) return;
        await this.dropPrewarmed();
        const child = this.startChild(flags.execArgv);
        const prewarmed = { key, child };
        this.prewarmed = prewarmed;
        const idle = setTimeout(() => {
            if (this.prewarmed === prewarmed) void this.dropPrewarmed();
        }, this.ports.prewarmedIdleMs ?? PREWARMED_IDLE_MS).unref();
        const started = await child;
        void started.connected.then((channel) => {
            // Unless a run has taken it meanwhile.
            if (this.prewarmed === prewarmed) channel.sendEvent({ type: 'rehearse' });
        });
        void started.exited.then(() => {
            clearTimeout(idle);
            if (this.prewarmed === prewarmed) this.prewarmed = undefined;
        });
        this.getReady(project)
            .then(() => script && this.rehearse(project, script))
            .catch(() => {
                // The run says it, at its place.
            });
    }

    /** Loads what a run needs, and reads what it reads: a second time is quicker. */
    private async getReady(project: Project): Promise<void> {
        const { RunConnections } = await loadRunning();
        const connections = new RunConnections(project.root, { folder: project.root }, this.ports, this.providers);
        const compiler = await this.loadCompiler();
        await Promise.all([
            compiler.warmUp(),
            this.configs.read(project),
            connections.described(),
            this.providers.read(),
        ]);
    }

    /** Does, once, all that comes before a run, so that V8 has compiled most of it by the first one. */
    private async rehearse(project: Project, script: ScriptQuery): Promise<void> {
        if (this.hasRehearsed) return;
        this.hasRehearsed = true;
        // Which connection a run will have is not known: their files are read, and none is used.
        const input = { folder: project.root, script, withoutCredentials: true };
        const { RunConnections, RunPlan } = await loadRunning();
        const connections = new RunConnections(project.root, input, this.ports, this.providers);
        const plan = new RunPlan(project, input, await this.loadCompiler(), connections, this.configs);
        await plan.target(defaultStoreFolder(project.root));
        await plan.request('rehearsal', []);
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
        await this.prewarming;
        const storeFolder = path.resolve(input.storeFolder ?? defaultStoreFolder(project.root));
        const { execArgv, unavailable } = childFlags(this.ports, project.root, storeFolder);
        const child = this.takeChild(execArgv);
        child.catch(() => {});
        try {
            await child;
            const { RunConnections, RunPlan, Session } = await loadRunning();
            const connections = new RunConnections(project.root, input, this.ports, this.providers);
            const plan = new RunPlan(project, input, await this.loadCompiler(), connections, this.configs);
            const target = await plan.target(storeFolder);
            return new Session(target, {
                child,
                request: (runId) => plan.request(runId, unavailable),
                connection: (query) => plan.connection(query),
                compileScript: (integration, name, kind) => plan.compileScript(integration, name, kind),
            });
        } catch (error) {
            (await child).kill();
            throw error;
        }
    }

    /**
     * What a script declares: kinds, models and the JSON schemas of its data. Its top level is run for it, in a child.
     *
     * @throws UserError: also when the script does not compile, or does not load
     */
    async describe(input: Pick<RunInput, 'folder' | 'script'>): Promise<ScriptDescription> {
        const { script } = input;
        const project = await locateProject('file' in script ? path.dirname(script.file) : input.folder);
        await this.prewarming;
        const { execArgv } = childFlags(this.ports, project.root, defaultStoreFolder(project.root));
        const child = await this.takeChild(execArgv);
        try {
            const [{ RunConnections, RunPlan }, { describeScript }] = await Promise.all([
                loadRunning(),
                import('./describeScript'),
            ]);
            const connections = new RunConnections(project.root, input, this.ports, this.providers);
            const plan = new RunPlan(project, input, await this.loadCompiler(), connections, this.configs);
            return await describeScript(plan, child);
        } finally {
            child.kill();
        }
    }

    /** Ends every child and the compiler without waiting for their end, for a process that is about to end itself. */
    async abandon(): Promise<void> {
        await this.prewarming;
        for (const child of this.children) child.kill();
        void this.compiler?.then((compiler) => compiler.dispose());
    }

    /** Ends every child and the compiler. */
    async dispose(): Promise<void> {
        await this.prewarming;
        await this.dropPrewarmed();
        const children = [...this.children];
        for (const child of children) child.kill();
        await Promise.all(children.map((child) => child.exited));
        this.launcher.dispose();
        await (await this.compiler)?.dispose();
    }

    private loadCompiler(): Promise<Compiler> {
        this.compiler ??= Promise.all([import('../compile/Compiler'), import('../compile/loadEsbuild')]).then(
            ([{ Compiler }, { loadEsbuild }]) => new Compiler({ loadEsbuild }),
        );
        return this.compiler;
    }

    private takeChild(execArgv: string[]): Promise<ChildProcess> {
        if (this.prewarmed?.key !== execArgv.join('\n')) return this.startChild(execArgv);
        const { child } = this.prewarmed;
        this.prewarmed = undefined;
        return child;
    }

    private async dropPrewarmed(): Promise<void> {
        const dropped = this.prewarmed;
        this.prewarmed = undefined;
        (await dropped?.child)?.kill();
    }

    private async startChild(execArgv: string[]): Promise<ChildProcess> {
        const { nodePath, node, environment, distFolder, cacheFolder } = this.ports;
        const runtimeFile = path.join(distFolder, 'runtime.js');
        const child = await ChildProcess.start({
            launcher: this.launcher,
            nodePath,
            runtimeFile,
            execArgv,
            environment,
            electron: node ? node.electron : process.versions.electron,
            codeCache: new CodeCache(cacheFolder),
        });
        this.children.add(child);
        void child.exited.then(() => this.children.delete(child));
        return child;
    }
}

/** What is needed once the child has been started. */
async function loadRunning() {
    const [{ RunConnections }, { RunPlan }, { Session }] = await Promise.all([
        import('./RunConnections'),
        import('./RunPlan'),
        import('./Session'),
    ]);
    return { RunConnections, RunPlan, Session };
}

const defaultStoreFolder = (root: string) => path.join(root, '.syncbench');

/** A child reads our program and the project's packages, and writes the store; nothing else. */
function childFlags(ports: EnginePorts, root: string, storeFolder: string) {
    // The store may not exist yet, and Node takes what does not exist for a file: name what it will hold, too.
    const store = [storeFolder, path.join(storeFolder, '*')];
    return childExecArgv({
        allowRead: [
            ports.distFolder,
            ports.cacheFolder,
            path.join(ports.cacheFolder, '*'),
            ...store,
            ...packageFolders(root),
        ],
        allowWrite: store,
        memoryMegabytes: CHILD_MEMORY_MB,
        systemCertificates: ports.systemCertificates,
        available: ports.node && new Set(ports.node.flags),
    });
}
