import tokens from "../../shared/design/tokens.css";
import { minify } from "../pages/layout.tsx";
import pageStyles from "../pages/page.css";
import docsStyles from "./docs.css";

/** The style sheet of the reference's pages: they hold it inline, and their policy lets it pass by its digest. */
export const DOCS_STYLES = minify(`${tokens}\n${pageStyles}\n${docsStyles}`);
