CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor_user_id` text,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`data` text NOT NULL,
	`change_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entries_by_workspace` ON `audit_entries` (`workspace_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`user_id` text,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`role` text NOT NULL,
	`status` text NOT NULL,
	`end_reason` text,
	`invited_by` text,
	`token_version` integer DEFAULT 1 NOT NULL,
	`invited_at` integer,
	`resent_at` integer,
	`expires_at` integer,
	`activated_at` integer,
	`suspended_at` integer,
	`ended_at` integer,
	`expiry_told` integer DEFAULT false NOT NULL,
	`updated_at` integer NOT NULL,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_ended" CHECK(("memberships"."status" = 'ended') = ("memberships"."end_reason" IS NOT NULL)),
	CONSTRAINT "memberships_invited" CHECK("memberships"."status" <> 'invited' OR "memberships"."expires_at" IS NOT NULL),
	CONSTRAINT "memberships_person" CHECK("memberships"."status" NOT IN ('active', 'suspended') OR "memberships"."user_id" IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_live_email` ON `memberships` (`workspace_id`,`email_key`) WHERE status <> 'ended';--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_live_user` ON `memberships` (`workspace_id`,`user_id`) WHERE status <> 'ended' AND user_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `memberships_by_workspace` ON `memberships` (`workspace_id`,`id`);--> statement-breakpoint
CREATE INDEX `memberships_by_status` ON `memberships` (`workspace_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `memberships_by_email` ON `memberships` (`email_key`);--> statement-breakpoint
CREATE INDEX `memberships_by_user` ON `memberships` (`user_id`);--> statement-breakpoint
CREATE INDEX `memberships_by_change` ON `memberships` (`change_id`);--> statement-breakpoint
CREATE INDEX `memberships_overdue` ON `memberships` (`workspace_id`,`expires_at`) WHERE status = 'invited';--> statement-breakpoint
CREATE INDEX `memberships_by_expiry` ON `memberships` (`expires_at`) WHERE status = 'invited';--> statement-breakpoint
CREATE INDEX `memberships_expired_untold` ON `memberships` (`id`) WHERE end_reason = 'expired' AND expiry_told = 0;--> statement-breakpoint
CREATE TABLE `caption_tracks` (
	`node_id` text NOT NULL,
	`language` text NOT NULL,
	`label` text NOT NULL,
	`is_default` integer DEFAULT false NOT NULL,
	`cues` integer NOT NULL,
	`r2_key` text NOT NULL,
	`etag` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`node_id`, `language`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `caption_tracks_r2Key_unique` ON `caption_tracks` (`r2_key`);--> statement-breakpoint
CREATE TABLE `grants` (
	`node_id` text NOT NULL,
	`membership_id` text NOT NULL,
	`level` text NOT NULL,
	PRIMARY KEY(`node_id`, `membership_id`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `grants_by_membership` ON `grants` (`membership_id`);--> statement-breakpoint
CREATE TABLE `media` (
	`node_id` text NOT NULL,
	`version` integer NOT NULL,
	`r2_key` text NOT NULL,
	`content_type` text NOT NULL,
	`size` integer NOT NULL,
	`duration` real,
	`width` integer,
	`height` integer,
	`etag` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	PRIMARY KEY(`node_id`, `version`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_r2Key_unique` ON `media` (`r2_key`);--> statement-breakpoint
CREATE TABLE `nodes` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`title_folded` text DEFAULT '' NOT NULL,
	`parent_id` text,
	`owner_membership_id` text NOT NULL,
	`everyone` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`trashed_at` integer,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "nodes_project_on_top" CHECK(("nodes"."kind" = 'project') = ("nodes"."parent_id" IS NULL)),
	CONSTRAINT "nodes_project_base" CHECK("nodes"."kind" <> 'project' OR "nodes"."everyone" <> 'inherit')
);
--> statement-breakpoint
CREATE INDEX `nodes_by_parent` ON `nodes` (`workspace_id`,`parent_id`,`id`);--> statement-breakpoint
CREATE INDEX `nodes_by_owner` ON `nodes` (`owner_membership_id`);--> statement-breakpoint
CREATE INDEX `nodes_by_change` ON `nodes` (`change_id`);--> statement-breakpoint
CREATE TABLE `posters` (
	`node_id` text NOT NULL,
	`width` integer NOT NULL,
	`content_type` text NOT NULL,
	`r2_key` text NOT NULL,
	`size` integer NOT NULL,
	`etag` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`node_id`, `width`, `content_type`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posters_r2Key_unique` ON `posters` (`r2_key`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workspace_id` text,
	`topic` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`delivered_at` integer,
	`parked_at` integer,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_at`) WHERE delivered_at IS NULL AND parked_at IS NULL;--> statement-breakpoint
CREATE INDEX `outbox_delivered` ON `outbox` (`delivered_at`) WHERE delivered_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `session_rotations` (
	`session_id` text NOT NULL,
	`generation` integer NOT NULL,
	`rotated_at` integer NOT NULL,
	PRIMARY KEY(`session_id`, `generation`),
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`generation` integer DEFAULT 0 NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `shares` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`node_id` text NOT NULL,
	`slug` text NOT NULL,
	`visibility` text NOT NULL,
	`is_share_page` integer NOT NULL,
	`password_hash` text,
	`password_version` integer DEFAULT 0 NOT NULL,
	`published_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shares_password" CHECK("shares"."visibility" <> 'password' OR "shares"."password_hash" IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shares_slug_unique` ON `shares` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `shares_page_of_node` ON `shares` (`node_id`) WHERE is_share_page = 1;--> statement-breakpoint
CREATE INDEX `shares_by_workspace` ON `shares` (`workspace_id`,`id`);--> statement-breakpoint
CREATE INDEX `shares_by_change` ON `shares` (`change_id`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`email_key` text NOT NULL,
	`network` text NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`voided_at` integer,
	`used_by` text
);
--> statement-breakpoint
CREATE INDEX `sign_in_codes_by_email` ON `sign_in_codes` (`email_key`,`expires_at`);--> statement-breakpoint
CREATE INDEX `sign_in_codes_by_expiry` ON `sign_in_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_tries` (
	`code_id` text NOT NULL,
	`network` text NOT NULL,
	`tries` integer NOT NULL,
	PRIMARY KEY(`code_id`, `network`),
	FOREIGN KEY (`code_id`) REFERENCES `sign_in_codes`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`name_folded` text DEFAULT '' NOT NULL,
	`locale` text DEFAULT 'en' NOT NULL,
	`suggestible` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_emailKey_unique` ON `users` (`email_key`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`personal_of` text,
	`name` text NOT NULL,
	`join_policy` text DEFAULT 'invite_only' NOT NULL,
	`default_role` text DEFAULT 'viewer' NOT NULL,
	`public_allowed` integer DEFAULT true NOT NULL,
	`password_required` integer DEFAULT false NOT NULL,
	`longest_expiry_days` integer,
	`download_allowed` integer DEFAULT true NOT NULL,
	`guests_allowed` text DEFAULT 'domains' NOT NULL,
	`plan` text DEFAULT 'free' NOT NULL,
	`seats` integer NOT NULL,
	`occupied` integer DEFAULT 0 NOT NULL,
	`held` integer DEFAULT 0 NOT NULL,
	`super_admins` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`change_id` text NOT NULL,
	FOREIGN KEY (`personal_of`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "workspaces_kind" CHECK(("workspaces"."kind" = 'personal') = ("workspaces"."personal_of" IS NOT NULL)),
	CONSTRAINT "workspaces_seats_bound" CHECK("workspaces"."occupied" + "workspaces"."held" <= "workspaces"."seats"),
	CONSTRAINT "workspaces_counters" CHECK("workspaces"."occupied" >= 0 AND "workspaces"."held" >= 0 AND "workspaces"."super_admins" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_personalOf_unique` ON `workspaces` (`personal_of`);--> statement-breakpoint
CREATE INDEX `workspaces_by_change` ON `workspaces` (`change_id`);
--> statement-breakpoint
-- Every statement that takes a seat first ends the workspace's overdue invitations, so that the
-- CHECK on seats counts only those still good.
CREATE TRIGGER memberships_overdue_before_insert BEFORE INSERT ON memberships
WHEN NEW.status IN ('invited', 'active')
BEGIN
	UPDATE memberships
	SET status = 'ended', end_reason = 'expired', ended_at = expires_at, updated_at = NEW.updated_at, change_id = 'expiry'
	WHERE workspace_id = NEW.workspace_id AND status = 'invited' AND expires_at <= NEW.updated_at;
END;
--> statement-breakpoint
CREATE TRIGGER memberships_overdue_before_update BEFORE UPDATE OF status ON memberships
WHEN NEW.status IN ('invited', 'active') AND OLD.status NOT IN ('invited', 'active')
BEGIN
	UPDATE memberships
	SET status = 'ended', end_reason = 'expired', ended_at = expires_at, updated_at = NEW.updated_at, change_id = 'expiry'
	WHERE workspace_id = NEW.workspace_id AND status = 'invited' AND expires_at <= NEW.updated_at AND id <> NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER memberships_count_insert AFTER INSERT ON memberships
BEGIN
	UPDATE workspaces SET
		occupied = occupied + (NEW.status = 'active'),
		held = held + (NEW.status = 'invited'),
		super_admins = super_admins + (NEW.status = 'active' AND NEW.role = 'super_admin')
	WHERE id = NEW.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER memberships_count_update AFTER UPDATE OF status, role ON memberships
WHEN NEW.status <> OLD.status OR NEW.role <> OLD.role
BEGIN
	UPDATE workspaces SET
		occupied = occupied + (NEW.status = 'active') - (OLD.status = 'active'),
		held = held + (NEW.status = 'invited') - (OLD.status = 'invited'),
		super_admins = super_admins + (NEW.status = 'active' AND NEW.role = 'super_admin') - (OLD.status = 'active' AND OLD.role = 'super_admin')
	WHERE id = NEW.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER memberships_last_super_admin BEFORE UPDATE OF status, role ON memberships
WHEN OLD.status = 'active' AND OLD.role = 'super_admin'
	AND NOT (NEW.status = 'active' AND NEW.role = 'super_admin')
	AND (SELECT super_admins FROM workspaces WHERE id = OLD.workspace_id) <= 1
BEGIN
	SELECT RAISE(ABORT, 'last_super_admin');
END;
--> statement-breakpoint
-- The edges of the state machine (shared/policy/membership.ts): nothing else may happen to a membership.
CREATE TRIGGER memberships_edges BEFORE UPDATE OF status ON memberships
WHEN NEW.status <> OLD.status AND NOT (
	(OLD.status = 'invited' AND NEW.status IN ('active', 'ended'))
	OR (OLD.status = 'requested' AND NEW.status IN ('active', 'ended'))
	OR (OLD.status = 'active' AND NEW.status IN ('suspended', 'ended'))
	OR (OLD.status = 'suspended' AND NEW.status IN ('active', 'ended'))
	OR (OLD.status = 'ended' AND OLD.end_reason = 'expired' AND NEW.status = 'invited')
)
BEGIN
	SELECT RAISE(ABORT, 'invalid_transition');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_start BEFORE INSERT ON memberships
WHEN NEW.status NOT IN ('invited', 'requested', 'active')
BEGIN
	SELECT RAISE(ABORT, 'invalid_transition');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_stay BEFORE DELETE ON memberships
BEGIN
	SELECT RAISE(ABORT, 'memberships are history');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_keep_workspace BEFORE UPDATE OF workspace_id, email_key ON memberships
WHEN NEW.workspace_id <> OLD.workspace_id OR NEW.email_key <> OLD.email_key
BEGIN
	SELECT RAISE(ABORT, 'a membership keeps its workspace and its person');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_personal BEFORE INSERT ON memberships
WHEN (SELECT personal_of FROM workspaces WHERE id = NEW.workspace_id) IS NOT NULL
	AND ((SELECT personal_of FROM workspaces WHERE id = NEW.workspace_id) IS NOT NEW.user_id
		OR EXISTS (SELECT 1 FROM memberships WHERE workspace_id = NEW.workspace_id))
BEGIN
	SELECT RAISE(ABORT, 'personal_workspace');
END;
--> statement-breakpoint
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN
	SELECT RAISE(ABORT, 'audit entries are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN
	SELECT RAISE(ABORT, 'audit entries are append-only');
END;
