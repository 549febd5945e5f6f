import { describe, expect, it } from "vitest";
import { matchPattern } from "../../../../extension/features/servers/match-pattern.ts";
import { readServerAddress } from "../../../../extension/features/servers/read-server-address.ts";

describe("the address of a server", () => {
  it.each([
    ["https://foyer.example.com", "https://foyer.example.com"],
    ["  foyer.example.com ", "https://foyer.example.com"],
    ["Foyer.Example.com:8443", "https://foyer.example.com:8443"],
    ["https://foyer.example.com:443/", "https://foyer.example.com"],
    ["https://foyer.example.com/s/abc?x=1#y", "https://foyer.example.com"],
    ["foyer.example.com/s/abc", "https://foyer.example.com"],
    ["https://fóyer.example", "https://xn--fyer-qqa.example"],
    ["https://intranet", "https://intranet"],
    ["https://192.0.2.7", "https://192.0.2.7"],
    ["https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
    ["http://localhost:8787", "http://localhost:8787"],
    ["localhost:8787", "http://localhost:8787"],
    ["127.0.0.1:8787/home", "http://127.0.0.1:8787"],
    ["https://localhost:8787", "https://localhost:8787"],
  ])("%s is %s", (typed, server) => {
    expect(readServerAddress(typed)).toEqual({ server });
  });

  it.each([
    "http://foyer.example.com",
    "http://192.168.0.7:8787",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://[::1]:8787",
  ])("%s would be spoken to in the clear", (typed) => {
    expect(readServerAddress(typed)).toEqual({ fault: "not_secure" });
  });

  it.each([
    "",
    "https://",
    "two words",
    "https://*",
    "https://*.example.com",
    "*",
    "https://user:secret@foyer.example.com",
    "localhost@foyer.example.com",
    "ftp://foyer.example.com",
    "javascript://foyer.example.com",
    "chrome-extension://abcdefghijklmnop",
    "https://foyer..example.com",
    "https://foyer.example.com:99999",
    "https://a!b.example",
  ])("%s is none", (typed) => {
    expect(readServerAddress(typed)).toEqual({ fault: "malformed" });
  });

  it("asks the browser for this server alone", () => {
    expect(matchPattern("https://foyer.example.com:8443", false)).toBe("https://foyer.example.com:8443/*");
    expect(matchPattern("https://foyer.example.com:8443", true)).toBe("https://foyer.example.com/*");
    expect(matchPattern("http://127.0.0.1:8787", false)).toBe("http://127.0.0.1:8787/*");
  });
});
