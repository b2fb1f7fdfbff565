/** What is loaded together: the screens of a round in hand. */
export { ReviewScreen } from './ReviewScreen';
export { RoundScanScreen } from './RoundScanScreen';
export { RoundScreen } from './RoundScreen';
