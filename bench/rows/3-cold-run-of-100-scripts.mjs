import { coldRunRow } from '../support/coldRun.mjs';

export default coldRunRow('the same in a project of 100 scripts', 100);
