import { linkHeader, pageOf, type Reply } from './reply.ts';

const idDigits = 9;

/**
 * `/bulk?total=100000&size=1500&page=1&per_page=1000`: records with an `id`, each exactly `size` bytes of JSON.
 * One record is built and copied over the page; only the ids are written into the copies, so that the
 * server costs next to nothing beside the program under measurement.
 */
export function bulkReply(url: URL): Reply {
    const number = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
    const total = number('total', 100_000);
    const size = number('size', 1_500);
    const page = pageOf(url, 1_000, 10_000);
    const first = (page.page - 1) * page.perPage;
    const count = Math.max(0, Math.min(page.perPage, total - first));
    const link = linkHeader(url, page, total);
    return { status: 200, ...(link ? { headers: { link } } : {}), bytes: recordsBuffer(first, count, size) };
}

function recordsBuffer(first: number, count: number, size: number): Buffer {
    if (count === 0) return Buffer.from('[]');
    const record = Buffer.from(`${recordText(size)},`);
    const page = Buffer.alloc(1 + count * record.length, record.toString('latin1'), 'latin1');
    page.copyWithin(1, 0, page.length - 1);
    page[0] = 0x5b; // [
    page[page.length - 1] = 0x5d; // ] in the place of the last comma
    const idAt = '{"id":"'.length;
    for (let index = 0; index < count; index++) {
        const text = String(first + index + 1).padStart(idDigits, '0');
        page.write(text, 1 + index * record.length + idAt, 'latin1');
    }
    return page;
}

/** A record with the mix of an API's: short strings, numbers, a nested object, a list, and one long text that fills it up. */
function recordText(size: number): string {
    const record = {
        id: '0'.repeat(idDigits),
        name: 'Harbour crane inspection',
        status: 'open',
        priority: 3,
        amount: 1249.5,
        archived: false,
        closed_at: null,
        created_at: '2024-06-14T09:30:00Z',
        updated_at: '2024-11-02T17:05:12Z',
        owner: { id: 5001, email: 'amara@example.com', name: 'Amara Okafor' },
        tags: ['dock', 'quarterly', 'crane'],
        description: '',
    };
    const filler = size - JSON.stringify(record).length;
    const words = 'The crane was inspected and found to be in order. ';
    record.description = words.repeat(Math.max(0, Math.ceil(filler / words.length))).slice(0, Math.max(0, filler));
    return JSON.stringify(record);
}

/** `/huge?bytes=200000000`: one JSON array of about that size, streamed. */
export function hugeReply(url: URL): Reply {
    const bytes = Number(url.searchParams.get('bytes') ?? 200_000_000);
    return { status: 200, stream: hugePieces(bytes) };
}

function* hugePieces(bytes: number): Generator<Buffer> {
    const item = JSON.stringify({ filler: 'x'.repeat(990) });
    const piece = Buffer.from(`${item},`.repeat(64));
    yield Buffer.from('[');
    for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
    yield Buffer.from(`${item}]`);
}
