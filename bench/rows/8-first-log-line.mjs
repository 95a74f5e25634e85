import { leadConnectionTo } from '../../samples/stand-in-api/connectionFile.ts';
import { startStandInApi } from '../../samples/stand-in-api/standInApi.ts';
import { InstalledEditor } from '../../test/ui/support/InstalledEditor.mts';

/** Long enough for a prewarmed child to have nothing left to do, as between two runs of a person. */
const IDLE_MS = 1_500;

/** From the press of the lens to the first row of the new run's log in the Run view, on the installed package. */
/** @type {import('../support/Bench.mjs').Row} */
export default {
    name: 'Run Sync pressed → first log line on the screen',
    measures: { time: { unit: 'ms', goal: 150 } },
    async prepare(bench) {
        const api = await startStandInApi();
        const editor = await InstalledEditor.start();
        bench.onClose(async () => {
            await editor.stop();
            await api.close();
        });
        await leadConnectionTo(api.url, editor.project, 'demo');
        const window = await editor.openWindow();
        await window.open('issues.ts');
        await window.pressLens('Run Sync');
        await window.choose('demo');
        const succeeded = () => window.runPage.locator('.state', { hasText: 'Succeeded' }).waitFor({ timeout: 60_000 });
        const settle = async () => {
            await succeeded();
            await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
        };
        await settle();
        await window.runPage.locator('#tab-log').click();
        return async () => {
            const lens = window.lens('Run Sync');
            // The mouse of a person rests on what they press: that it came there is drawn by then.
            await lens.hover();
            await window.page.evaluate(twoFrames);
            // Both clocks are this machine's: the page of the workbench notes the press, the Run view its first new row.
            const rowAt = window.runPage.locator('#part-log').evaluate(watchFirstRow);
            const pressedAt = window.page.evaluate(watchPress);
            // A press of the mouse: the editor's lenses do not know other clicks.
            await lens.click();
            const time = (await rowAt) - (await pressedAt);
            await settle();
            return { time };
        };
    },
};

/** In the workbench: resolves when what was changed before is drawn. */
function twoFrames() {
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** In the workbench: resolves with the time at which the mouse is released, which is when a lens acts. */
function watchPress() {
    return new Promise((resolve) => {
        document.addEventListener('mouseup', () => resolve(Date.now()), { capture: true, once: true });
    });
}

/**
 * In the Run view: resolves with the time at which the first frame is drawn that has a row of a run that is not the one
 * shown now. It waits for changes instead of looking at each frame: frames drawn for it would be what is measured.
 */
function watchFirstRow(log) {
    const firstKey = () => log.querySelector('.scroller [data-key]')?.dataset.key;
    const before = firstKey();
    return new Promise((resolve) => {
        const observer = new MutationObserver(() => {
            const key = firstKey();
            if (key === undefined || key === before) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(Date.now()));
        });
        observer.observe(log, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-key'] });
    });
}
