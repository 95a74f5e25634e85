import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Plain values of VS Code's API, as far as the extension makes them. */

export class Position {
    constructor(
        readonly line: number,
        readonly character: number,
    ) {}
}

export class Range {
    readonly start: Position;
    readonly end: Position;
    constructor(start: Position | number, end: Position | number, endLine?: number, endCharacter?: number) {
        this.start = typeof start === 'number' ? new Position(start, end as number) : start;
        this.end = typeof start === 'number' ? new Position(endLine!, endCharacter!) : (end as Position);
    }
}

export class Uri {
    private constructor(
        readonly scheme: string,
        readonly path: string,
        readonly query: string,
    ) {}

    static file(file: string): Uri {
        return new Uri('file', file, '');
    }

    static from({ scheme, path: of = '', query = '' }: { scheme: string; path?: string; query?: string }): Uri {
        return new Uri(scheme, of, query);
    }

    static joinPath(uri: Uri, ...segments: string[]): Uri {
        return new Uri(uri.scheme, path.posix.join(uri.path, ...segments), uri.query);
    }

    get fsPath(): string {
        return this.path;
    }

    toString(): string {
        return this.scheme === 'file' ? pathToFileURL(this.path).href : `${this.scheme}:${this.path}?${this.query}`;
    }
}

export class RelativePattern {
    constructor(
        readonly base: Uri,
        readonly pattern: string,
    ) {}

    get glob(): string {
        return path.join(this.base.fsPath, this.pattern);
    }
}

export class ThemeColor {
    constructor(readonly id: string) {}
}

export class ThemeIcon {
    constructor(
        readonly id: string,
        readonly color?: ThemeColor,
    ) {}
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };

export class TreeItem {
    constructor(
        public label: string,
        public collapsibleState = TreeItemCollapsibleState.None,
    ) {}
}

export class CodeLens {
    constructor(
        readonly range: Range,
        readonly command?: { title: string; command: string; arguments?: unknown[] },
    ) {}
}

export class MarkdownString {
    value = '';
    appendMarkdown(text: string): this {
        this.value += text;
        return this;
    }
    appendText(text: string): this {
        this.value += text.replace(/[\\`*_{}[\]()#+\-!~>]/g, '\\$&');
        return this;
    }
}

export class EventEmitter<T> {
    private readonly listeners = new Set<(event: T) => unknown>();

    readonly event = (listener: (event: T) => unknown) => {
        this.listeners.add(listener);
        return { dispose: () => this.listeners.delete(listener) };
    };

    fire(event: T): void {
        for (const listener of [...this.listeners]) listener(event);
    }

    dispose(): void {
        this.listeners.clear();
    }
}
