import { bulkRunRow } from '../support/bulkRun.mjs';

export default bulkRunRow('100,000 records of 1.5 KB, --json', ['--json']);
