ALTER TABLE `memberships` ADD `sign_in_after` integer;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `deleted_at` integer;
--> statement-breakpoint
-- Whoever comes back has the same sessions as before: what counted for nothing here goes on counting for nothing.
CREATE TRIGGER memberships_sign_in_after_insert AFTER INSERT ON memberships
WHEN NEW.user_id IS NOT NULL AND EXISTS (SELECT 1 FROM memberships
	WHERE user_id = NEW.user_id AND workspace_id = NEW.workspace_id AND sign_in_after IS NOT NULL)
BEGIN
	UPDATE memberships SET sign_in_after = (SELECT max(sign_in_after) FROM memberships
		WHERE user_id = NEW.user_id AND workspace_id = NEW.workspace_id)
	WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER memberships_sign_in_after_person AFTER UPDATE OF user_id ON memberships
WHEN NEW.user_id IS NOT OLD.user_id AND EXISTS (SELECT 1 FROM memberships
	WHERE user_id = NEW.user_id AND workspace_id = NEW.workspace_id AND sign_in_after IS NOT NULL)
BEGIN
	UPDATE memberships SET sign_in_after = (SELECT max(sign_in_after) FROM memberships
		WHERE user_id = NEW.user_id AND workspace_id = NEW.workspace_id)
	WHERE id = NEW.id;
END;
--> statement-breakpoint
-- A workspace that is deleted is left by everybody, its last Super Admin too.
DROP TRIGGER memberships_last_super_admin;--> statement-breakpoint
CREATE TRIGGER memberships_last_super_admin BEFORE UPDATE OF status, role ON memberships
WHEN OLD.status = 'active' AND OLD.role = 'super_admin'
	AND NOT (NEW.status = 'active' AND NEW.role = 'super_admin')
	AND (SELECT super_admins <= 1 AND deleted_at IS NULL FROM workspaces WHERE id = OLD.workspace_id)
BEGIN
	SELECT RAISE(ABORT, 'last_super_admin');
END;
--> statement-breakpoint
CREATE TRIGGER workspaces_deleted_for_good BEFORE UPDATE OF deleted_at ON workspaces
WHEN OLD.kind = 'personal' OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NOT OLD.deleted_at)
BEGIN
	SELECT RAISE(ABORT, 'a personal workspace is not deleted, and no other twice');
END;
--> statement-breakpoint
-- Whatever was on its way when a workspace was deleted comes too late.
CREATE TRIGGER memberships_none_back BEFORE UPDATE OF status ON memberships
WHEN NEW.status <> 'ended' AND (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER nodes_none_back BEFORE UPDATE OF trashed_at ON nodes
WHEN NEW.trashed_at IS NULL AND (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER media_none_new BEFORE INSERT ON media
WHEN (SELECT w.deleted_at FROM nodes AS n JOIN workspaces AS w ON w.id = n.workspace_id WHERE n.id = NEW.node_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_none_new BEFORE INSERT ON memberships
WHEN (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER nodes_none_new BEFORE INSERT ON nodes
WHEN (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER shares_none_new BEFORE INSERT ON shares
WHEN (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER invite_links_none_new BEFORE INSERT ON invite_links
WHEN (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER api_keys_none_new BEFORE INSERT ON api_keys
WHEN (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER webhooks_none_new BEFORE INSERT ON webhooks
WHEN (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
--> statement-breakpoint
CREATE TRIGGER domains_none_new BEFORE INSERT ON domains
WHEN (SELECT deleted_at FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'workspace_deleted');
END;
