import { coldRunRow } from '../support/coldRun.mjs';

export default coldRunRow('cold run, 100 records', 1);
