/**
 * Gives the focus back to what had it when the page gets it again. Chromium forgets what was focused in a frame once
 * something outside of it is, and VS Code focuses only the page: who comes back by keyboard would begin at nothing.
 */
export function regainFocus(): void {
    let last: HTMLElement | undefined;
    document.addEventListener('focusin', ({ target }) => {
        if (target instanceof HTMLElement) last = target;
    });
    window.addEventListener('focus', () => {
        if (document.activeElement === document.body && last?.isConnected) last.focus({ preventScroll: true });
    });
}
