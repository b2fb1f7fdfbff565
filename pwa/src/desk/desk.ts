import htmx from 'htmx.org';
import { startCellGrids } from './cellGrid';
import { startCopyText } from './copyText';
import { startOnlyFor } from './onlyFor';
import { startScanned } from './scanned';
import { startTickAll } from './tickAll';
import './desk.css';

/** The content policy forbids evaluated code and injected style elements. */
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;

startTickAll(document);
startScanned();
startCellGrids(document);
startOnlyFor(document);
startCopyText(document);
