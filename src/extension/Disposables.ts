import type { Disposable } from 'vscode';

/** Owns what must be disposed together. What is added after the end is disposed at once. */
export class Disposables implements Disposable {
    private readonly owned = new Set<Disposable>();
    private over = false;

    add<T extends Disposable>(disposable: T): T {
        if (this.over) disposable.dispose();
        else this.owned.add(disposable);
        return disposable;
    }

    dispose(): void {
        this.over = true;
        for (const each of this.owned) each.dispose();
        this.owned.clear();
    }
}
