import { LIMITS } from '../../core/policy/limits';
import type { ConnectionAnswer } from '../../protocol/messages';

const MEMO_MS = LIMITS.connectionMemoMs;

export interface ConnectionKey {
    integration: string;
    connectionId: string;
}

export type GetConnection = (query: ConnectionKey & { force: boolean }) => Promise<ConnectionAnswer>;

/** Asks for a connection before each attempt, remembering the answer for 60 s as the cloud does (nango-semantics §3.4, §4.5). */
export class ConnectionMemo {
    private readonly answers = new Map<string, { answer: Promise<ConnectionAnswer>; until: number }>();
    private readonly refused = new Set<string>();

    constructor(
        private readonly ask: GetConnection,
        private readonly now: () => number,
    ) {}

    get(key: ConnectionKey): Promise<ConnectionAnswer> {
        const known = this.answers.get(nameOf(key));
        if (known !== undefined && this.now() < known.until) return known.answer;
        return this.request(key, this.refused.has(nameOf(key)));
    }

    /** An answer that was had just now. */
    remember(key: ConnectionKey, answer: ConnectionAnswer): void {
        this.answers.set(nameOf(key), { answer: Promise.resolve(answer), until: this.now() + MEMO_MS });
    }

    /** The provider refused the credentials: the next attempt of any call asks past every cache. */
    refuse(key: ConnectionKey): void {
        this.answers.delete(nameOf(key));
        this.refused.add(nameOf(key));
    }

    private request(key: ConnectionKey, force: boolean): Promise<ConnectionAnswer> {
        const name = nameOf(key);
        const answer = this.ask({ ...key, force });
        this.refused.delete(name);
        this.answers.set(name, { answer, until: this.now() + MEMO_MS });
        // A failed question is not remembered; whoever awaits the answer hears of the failure.
        answer.catch(() => this.answers.delete(name));
        return answer;
    }
}

function nameOf({ integration, connectionId }: ConnectionKey): string {
    return JSON.stringify([integration, connectionId]);
}
