import { startSignField } from './signField';

startSignField(document);
