CREATE TABLE `domains` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`domain` text NOT NULL,
	`created_at` integer NOT NULL,
	`proven_at` integer,
	`checked_at` integer,
	`next_check_at` integer,
	`missing_since` integer,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `domains_of_workspace` ON `domains` (`workspace_id`,`domain`);--> statement-breakpoint
CREATE UNIQUE INDEX `domains_proven` ON `domains` (`domain`) WHERE proven_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `domains_due` ON `domains` (`next_check_at`) WHERE next_check_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `domains_by_change` ON `domains` (`change_id`);--> statement-breakpoint
CREATE TABLE `invite_link_uses` (
	`link_id` text NOT NULL,
	`user_id` text NOT NULL,
	`used_at` integer NOT NULL,
	PRIMARY KEY(`link_id`, `user_id`),
	FOREIGN KEY (`link_id`) REFERENCES `invite_links`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `invite_links` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`role` text NOT NULL,
	`expires_at` integer,
	`max_uses` integer,
	`uses` integer DEFAULT 0 NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invite_links_role" CHECK("invite_links"."role" <> 'super_admin'),
	CONSTRAINT "invite_links_uses_bound" CHECK("invite_links"."max_uses" IS NULL OR "invite_links"."uses" <= "invite_links"."max_uses")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invite_links_open` ON `invite_links` (`workspace_id`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `invite_links_by_change` ON `invite_links` (`change_id`);--> statement-breakpoint
CREATE TABLE `mail_opt_outs` (
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`user_id`, `kind`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`type` text NOT NULL,
	`workspace_id` text,
	`membership_id` text,
	`outbox_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_id_unique` ON `notifications` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`user_id`,`outbox_id`);--> statement-breakpoint
CREATE INDEX `notifications_by_user` ON `notifications` (`user_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`user_id`) WHERE read_at IS NULL;--> statement-breakpoint
CREATE TABLE `suggestion_dismissals` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`dismissed_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `memberships` ADD `personal` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `memberships` ADD `requested_at` integer;--> statement-breakpoint
ALTER TABLE `memberships` ADD `message` text;--> statement-breakpoint
ALTER TABLE `users` ADD `company_domain` text;--> statement-breakpoint
CREATE INDEX `users_by_domain` ON `users` (`company_domain`,`id`);--> statement-breakpoint
ALTER TABLE `workspaces` ADD `requested` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `suspended` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `ended` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_entries_by_actor` ON `audit_entries` (`workspace_id`,`actor_user_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_by_action` ON `audit_entries` (`workspace_id`,`action`,`at`,`id`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `dedupe_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupeKey_unique` ON `outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_seats_short` ON `outbox` (`workspace_id`,`created_at`) WHERE topic = 'seats.short';--> statement-breakpoint
CREATE INDEX `outbox_parked` ON `outbox` (`workspace_id`,`id`) WHERE parked_at IS NOT NULL;--> statement-breakpoint
DROP TRIGGER memberships_count_insert;--> statement-breakpoint
DROP TRIGGER memberships_count_update;--> statement-breakpoint
CREATE TRIGGER memberships_count_insert AFTER INSERT ON memberships
BEGIN
	UPDATE workspaces SET
		occupied = occupied + (NEW.status = 'active'),
		held = held + (NEW.status = 'invited'),
		requested = requested + (NEW.status = 'requested'),
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
		requested = requested + (NEW.status = 'requested') - (OLD.status = 'requested'),
		suspended = suspended + (NEW.status = 'suspended') - (OLD.status = 'suspended'),
		ended = ended + (NEW.status = 'ended') - (OLD.status = 'ended'),
		super_admins = super_admins + (NEW.status = 'active' AND NEW.role = 'super_admin') - (OLD.status = 'active' AND OLD.role = 'super_admin')
	WHERE id = NEW.workspace_id;
END;
--> statement-breakpoint
UPDATE memberships SET personal = 1 WHERE workspace_id IN (SELECT id FROM workspaces WHERE kind = 'personal');
--> statement-breakpoint
UPDATE workspaces SET
	suspended = (SELECT count(*) FROM memberships WHERE workspace_id = workspaces.id AND status = 'suspended'),
	ended = (SELECT count(*) FROM memberships WHERE workspace_id = workspaces.id AND status = 'ended');
--> statement-breakpoint
-- Whoever asks to join has signed in: a request is always somebody's.
CREATE TRIGGER memberships_requested_insert BEFORE INSERT ON memberships
WHEN NEW.status = 'requested' AND (NEW.user_id IS NULL OR NEW.requested_at IS NULL)
BEGIN
	SELECT RAISE(ABORT, 'a join request names its person');
END;
--> statement-breakpoint
CREATE TRIGGER invite_links_count AFTER INSERT ON invite_link_uses
BEGIN
	UPDATE invite_links SET uses = uses + 1 WHERE id = NEW.link_id;
END;
--> statement-breakpoint
CREATE TRIGGER invite_link_uses_stay BEFORE DELETE ON invite_link_uses
BEGIN
	SELECT RAISE(ABORT, 'uses of a link are history');
END;
--> statement-breakpoint
DROP INDEX memberships_by_workspace;--> statement-breakpoint
CREATE INDEX `memberships_by_workspace` ON `memberships` (`workspace_id`,`id`) WHERE status <> 'ended';--> statement-breakpoint
DROP INDEX memberships_by_user;--> statement-breakpoint
CREATE INDEX `memberships_by_user` ON `memberships` (`user_id`,`workspace_id`);--> statement-breakpoint
CREATE INDEX `memberships_by_role` ON `memberships` (`workspace_id`,`role`,`id`) WHERE status <> 'ended';--> statement-breakpoint
CREATE TABLE `member_words` (
	`workspace_id` text NOT NULL,
	`word` text NOT NULL,
	`membership_id` text NOT NULL,
	`of_name` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `word`, `membership_id`, `of_name`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `member_words_by_member` ON `member_words` (`membership_id`,`word`);--> statement-breakpoint
-- The words of an address: its local part cut at dots, dashes, underscores and pluses, and its domain whole.
CREATE TRIGGER member_words_of_address AFTER INSERT ON memberships
WHEN NEW.personal = 0
BEGIN
	INSERT OR IGNORE INTO member_words (workspace_id, word, membership_id, of_name)
	SELECT NEW.workspace_id, part.value, NEW.id, 0
	FROM json_each('["' || replace(replace(replace(replace(substr(NEW.email_key, 1, instr(NEW.email_key, '@') - 1), '.', '","'), '_', '","'), '-', '","'), '+', '","') || '","' || substr(NEW.email_key, instr(NEW.email_key, '@') + 1) || '"]') AS part WHERE part.value <> '';
	INSERT OR IGNORE INTO member_words (workspace_id, word, membership_id, of_name)
	SELECT NEW.workspace_id, part.value, NEW.id, 1
	FROM users, json_each('["' || replace(replace(substr(json_quote(users.name_folded), 2, length(json_quote(users.name_folded)) - 2), ' ', '","'), '-', '","') || '"]') AS part WHERE users.id = NEW.user_id AND part.value <> '';
END;
--> statement-breakpoint
CREATE TRIGGER member_words_of_person AFTER UPDATE OF user_id ON memberships
WHEN NEW.personal = 0 AND NEW.user_id IS NOT OLD.user_id
BEGIN
	INSERT OR IGNORE INTO member_words (workspace_id, word, membership_id, of_name)
	SELECT NEW.workspace_id, part.value, NEW.id, 1
	FROM users, json_each('["' || replace(replace(substr(json_quote(users.name_folded), 2, length(json_quote(users.name_folded)) - 2), ' ', '","'), '-', '","') || '"]') AS part WHERE users.id = NEW.user_id AND part.value <> '';
END;
--> statement-breakpoint
CREATE TRIGGER member_words_of_name AFTER UPDATE OF name_folded ON users
WHEN NEW.name_folded <> OLD.name_folded
BEGIN
	DELETE FROM member_words
	WHERE of_name = 1 AND membership_id IN (SELECT id FROM memberships WHERE user_id = NEW.id);
	INSERT OR IGNORE INTO member_words (workspace_id, word, membership_id, of_name)
	SELECT memberships.workspace_id, part.value, memberships.id, 1
	FROM memberships, json_each('["' || replace(replace(substr(json_quote(NEW.name_folded), 2, length(json_quote(NEW.name_folded)) - 2), ' ', '","'), '-', '","') || '"]') AS part
	WHERE memberships.user_id = NEW.id AND memberships.personal = 0 AND part.value <> '';
END;
--> statement-breakpoint
INSERT OR IGNORE INTO member_words (workspace_id, word, membership_id, of_name)
SELECT memberships.workspace_id, part.value, memberships.id, 0
FROM memberships, json_each('["' || replace(replace(replace(replace(substr(memberships.email_key, 1, instr(memberships.email_key, '@') - 1), '.', '","'), '_', '","'), '-', '","'), '+', '","') || '","' || substr(memberships.email_key, instr(memberships.email_key, '@') + 1) || '"]') AS part WHERE memberships.personal = 0 AND part.value <> '';
--> statement-breakpoint
INSERT OR IGNORE INTO member_words (workspace_id, word, membership_id, of_name)
SELECT memberships.workspace_id, part.value, memberships.id, 1
FROM memberships, users, json_each('["' || replace(replace(substr(json_quote(users.name_folded), 2, length(json_quote(users.name_folded)) - 2), ' ', '","'), '-', '","') || '"]') AS part
WHERE users.id = memberships.user_id AND memberships.personal = 0 AND part.value <> '';
--> statement-breakpoint
DROP INDEX `nodes_by_parent`;--> statement-breakpoint
CREATE INDEX `nodes_by_workspace` ON `nodes` (`workspace_id`,`id`);--> statement-breakpoint
CREATE INDEX `nodes_by_parent` ON `nodes` (`parent_id`,`workspace_id`,`id`);--> statement-breakpoint
DROP INDEX `notifications_once`;--> statement-breakpoint
CREATE INDEX `notifications_by_workspace` ON `notifications` (`workspace_id`);--> statement-breakpoint
CREATE INDEX `notifications_by_membership` ON `notifications` (`membership_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`outbox_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `invite_link_uses_by_user` ON `invite_link_uses` (`user_id`);--> statement-breakpoint
CREATE INDEX `invite_links_by_workspace` ON `invite_links` (`workspace_id`);--> statement-breakpoint
CREATE INDEX `invite_links_by_maker` ON `invite_links` (`created_by`);--> statement-breakpoint
CREATE INDEX `shares_by_node` ON `shares` (`node_id`,`id`);--> statement-breakpoint
CREATE INDEX `suggestion_dismissals_by_user` ON `suggestion_dismissals` (`user_id`);
--> statement-breakpoint
ALTER TABLE `memberships` ADD `email_domain` text GENERATED ALWAYS AS (substr(email_key, instr(email_key, '@') + 1)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `memberships_mailbox_proof` ON `memberships` (`email_domain`,`workspace_id`) WHERE status = 'active' AND role = 'super_admin' AND personal = 0;
