import type { FakeDocument } from './FakeWorkspace';
import { EventEmitter, type RelativePattern } from './values';

interface Item {
    selector?: { pattern?: RelativePattern };
    text: string;
    busy: boolean;
    command?: { title: string; command: string; arguments?: unknown[] };
    dispose(): void;
}

/** What is in the language status of editors. */
export class LanguageStatuses {
    readonly items: Item[] = [];
    readonly changed = new EventEmitter<void>();

    readonly api = {
        createLanguageStatusItem: (): Item => {
            const { changed } = this;
            const item = new Proxy<Item>(
                { text: '', busy: false, dispose: () => this.items.splice(this.items.indexOf(item), 1) },
                {
                    set: (target, name, value) => {
                        const isSet = Reflect.set(target, name, value);
                        changed.fire();
                        return isSet;
                    },
                },
            );
            this.items.push(item);
            return item;
        },
    };

    /** What is shown for a file, as text; undefined when nothing is. */
    of({ uri }: FakeDocument): string | undefined {
        const item = this.items.find(({ selector }) => selector?.pattern?.glob === uri.fsPath);
        return item && `${item.text}${item.busy ? ' (busy)' : ''}`;
    }

    /** What is done when it is pressed. */
    get command(): Item['command'] {
        return this.items.at(-1)?.command;
    }
}
