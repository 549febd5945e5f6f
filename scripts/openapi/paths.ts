/** Where the routes of the API begin. */
export const BASE = "/api/v1";
