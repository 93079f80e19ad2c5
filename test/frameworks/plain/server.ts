// The import has no effect on a server.
import './shop';

export { markup as render } from './page';
