/** The app's version, put in by the build. */
declare const __APP_BUILD__: string;
