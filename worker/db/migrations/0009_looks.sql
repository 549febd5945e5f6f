ALTER TABLE `workspaces` ADD `colour` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `logo_key` text;--> statement-breakpoint
CREATE INDEX `workspaces_by_logo` ON `workspaces` (`logo_key`) WHERE logo_key IS NOT NULL;--> statement-breakpoint
-- A logo that its workspace no longer names is dropped with it, and one that was dropped is named by none.
CREATE TRIGGER workspaces_drop_deleted_logo AFTER DELETE ON workspaces
WHEN OLD.logo_key IS NOT NULL
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.logo_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER workspaces_drop_replaced_logo AFTER UPDATE OF logo_key ON workspaces
WHEN OLD.logo_key IS NOT NULL AND NEW.logo_key IS NOT OLD.logo_key
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.logo_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER workspaces_name_no_dropped_logo BEFORE UPDATE OF logo_key ON workspaces
WHEN NEW.logo_key IS NOT NULL AND EXISTS (SELECT 1 FROM dropped_objects WHERE r2_key = NEW.logo_key)
BEGIN
	SELECT RAISE(IGNORE);
END;
