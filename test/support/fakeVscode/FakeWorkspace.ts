import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EventEmitter, type RelativePattern, Uri } from './values';

const MANIFEST = path.join(import.meta.dirname, '../../../package.json');

/** An open file that may have unsaved changes. */
export class FakeDocument {
    isDirty = false;
    saves = 0;
    readonly uri: Uri;

    constructor(
        file: string | Uri,
        private text: string,
        private readonly canSave = true,
    ) {
        this.uri = typeof file === 'string' ? Uri.file(file) : file;
    }

    get lineCount(): number {
        return this.text.split('\n').length;
    }

    lineAt(line: number): { text: string } {
        return { text: this.text.split('\n')[line] ?? '' };
    }

    getText(): string {
        return this.text;
    }

    async save(): Promise<boolean> {
        if (!this.canSave) return false;
        this.saves++;
        this.isDirty = false;
        return true;
    }
}

/** Folders on the real disk; watchers, trust and settings as a test has them. */
export class FakeWorkspace {
    readonly trustGranted = new EventEmitter<void>();
    readonly documentSaved = new EventEmitter<FakeDocument>();
    readonly foldersChanged = new EventEmitter<void>();
    readonly configurationChanged = new EventEmitter<{ affectsConfiguration(name: string): boolean }>();
    readonly documents: FakeDocument[] = [];
    readonly contentProviders = new Map<string, { provideTextDocumentContent(uri: Uri): unknown }>();
    private readonly watchers: { pattern: string; created: Emitter; changed: Emitter; deleted: Emitter }[] = [];
    private readonly settings: Map<string, unknown>;
    isTrusted = true;

    constructor(public roots: string[]) {
        this.settings = new Map(Object.entries(defaults()));
    }

    readonly api = {
        findFiles: async (pattern: string) => {
            const exclude = (name: string) => name === 'node_modules';
            const found = this.roots.flatMap((root) =>
                globSync(pattern, { cwd: root, exclude }).map((file) => path.join(root, file)),
            );
            return found.sort().map(Uri.file);
        },
        getWorkspaceFolder: (uri: Uri) => {
            return this.folders().find(
                ({ uri: root }) => uri.fsPath === root.fsPath || uri.fsPath.startsWith(`${root.fsPath}${path.sep}`),
            );
        },
        getConfiguration: (section?: string) => this.configuration(section),
        createFileSystemWatcher: (pattern: string | RelativePattern) =>
            this.watcher(typeof pattern === 'string' ? pattern : pattern.glob),
        registerTextDocumentContentProvider: (
            scheme: string,
            provider: { provideTextDocumentContent(uri: Uri): unknown },
        ) => {
            this.contentProviders.set(scheme, provider);
            return { dispose: () => this.contentProviders.delete(scheme) };
        },
        onDidSaveTextDocument: this.documentSaved.event,
        onDidGrantWorkspaceTrust: this.trustGranted.event,
        onDidChangeWorkspaceFolders: this.foldersChanged.event,
        onDidChangeConfiguration: this.configurationChanged.event,
    };

    folders(): { uri: Uri; name: string; index: number }[] {
        return this.roots.map((root, index) => ({ uri: Uri.file(root), name: path.basename(root), index }));
    }

    set(name: string, value: unknown): void {
        this.settings.set(name, value);
        this.configurationChanged.fire({ affectsConfiguration: (asked) => asked === name });
    }

    setting(name: string): unknown {
        return this.settings.get(name);
    }

    trust(): void {
        this.isTrusted = true;
        this.trustGranted.fire();
    }

    /** Tells the watchers of a file, as VS Code would. */
    touch(what: 'created' | 'changed' | 'deleted', file: string): void {
        for (const watcher of this.watchers) {
            if (path.matchesGlob(file, watcher.pattern)) watcher[what].fire(Uri.file(file));
        }
    }

    private configuration(section?: string) {
        const full = (name: string) => (section === undefined ? name : `${section}.${name}`);
        return {
            get: (name: string, fallback?: unknown) => this.settings.get(full(name)) ?? fallback,
            inspect: () => ({}),
            update: async (name: string, value: unknown) => this.set(full(name), value),
        };
    }

    private watcher(pattern: string) {
        const watcher = {
            pattern,
            created: new EventEmitter<Uri>(),
            changed: new EventEmitter<Uri>(),
            deleted: new EventEmitter<Uri>(),
        };
        this.watchers.push(watcher);
        return {
            onDidCreate: watcher.created.event,
            onDidChange: watcher.changed.event,
            onDidDelete: watcher.deleted.event,
            dispose: () => this.watchers.splice(this.watchers.indexOf(watcher), 1),
        };
    }
}

type Emitter = EventEmitter<Uri>;

function defaults(): Record<string, unknown> {
    const { contributes } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
    const properties = contributes.configuration.properties as Record<string, { default: unknown }>;
    return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default]));
}
