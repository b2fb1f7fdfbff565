/** What is loaded together: the lists of rounds. */
export { RoundsScreen } from './RoundsScreen';
export { RoundsToday } from './RoundsToday';
