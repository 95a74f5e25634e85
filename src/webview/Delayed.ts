/** Milliseconds without a key after which a person is taken to have typed what they meant. */
const TYPING = 150;

/** Calls `act` once no further call was asked for during a moment. */
export class Delayed {
    private timer: number | undefined;

    constructor(private readonly act: () => void) {}

    ask(): void {
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(this.act, TYPING);
    }
}
