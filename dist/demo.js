import { l as reportSchema, n as parseMarker } from "./shared-cli-demo-modes.js";
import { t as require_dist } from "./vendor.js";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { closeSync, constants, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { execFileSync, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { Socket } from "node:net";
import { createServer } from "node:http";
// test/github-loopback/recorded.ts
/** The recorded pull request payload, as it came from github.com. */
const recordedPullRequestEvent = {
	action: "labeled",
	number: 2,
	pull_request: {
		"url": "https://api.github.com/repos/Codertocat/Hello-World/pulls/2",
		"id": 279147437,
		"node_id": "MDExOlB1bGxSZXF1ZXN0Mjc5MTQ3NDM3",
		"html_url": "https://github.com/Codertocat/Hello-World/pull/2",
		"diff_url": "https://github.com/Codertocat/Hello-World/pull/2.diff",
		"patch_url": "https://github.com/Codertocat/Hello-World/pull/2.patch",
		"issue_url": "https://api.github.com/repos/Codertocat/Hello-World/issues/2",
		"number": 2,
		"state": "open",
		"locked": false,
		"title": "Update the README with new information.",
		"user": {
			"login": "Codertocat",
			"id": 21031067,
			"node_id": "MDQ6VXNlcjIxMDMxMDY3",
			"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
			"gravatar_id": "",
			"url": "https://api.github.com/users/Codertocat",
			"html_url": "https://github.com/Codertocat",
			"followers_url": "https://api.github.com/users/Codertocat/followers",
			"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
			"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
			"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
			"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
			"organizations_url": "https://api.github.com/users/Codertocat/orgs",
			"repos_url": "https://api.github.com/users/Codertocat/repos",
			"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
			"received_events_url": "https://api.github.com/users/Codertocat/received_events",
			"type": "User",
			"site_admin": false
		},
		"body": "This is a pretty simple change that we need to pull into master.",
		"created_at": "2019-05-15T15:20:33Z",
		"updated_at": "2019-05-15T15:20:35Z",
		"closed_at": null,
		"merged_at": null,
		"merge_commit_sha": "c4295bd74fb0f4fda03689c3df3f2803b658fd85",
		"assignee": {
			"login": "Codertocat",
			"id": 21031067,
			"node_id": "MDQ6VXNlcjIxMDMxMDY3",
			"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
			"gravatar_id": "",
			"url": "https://api.github.com/users/Codertocat",
			"html_url": "https://github.com/Codertocat",
			"followers_url": "https://api.github.com/users/Codertocat/followers",
			"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
			"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
			"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
			"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
			"organizations_url": "https://api.github.com/users/Codertocat/orgs",
			"repos_url": "https://api.github.com/users/Codertocat/repos",
			"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
			"received_events_url": "https://api.github.com/users/Codertocat/received_events",
			"type": "User",
			"site_admin": false
		},
		"assignees": [{
			"login": "Codertocat",
			"id": 21031067,
			"node_id": "MDQ6VXNlcjIxMDMxMDY3",
			"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
			"gravatar_id": "",
			"url": "https://api.github.com/users/Codertocat",
			"html_url": "https://github.com/Codertocat",
			"followers_url": "https://api.github.com/users/Codertocat/followers",
			"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
			"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
			"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
			"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
			"organizations_url": "https://api.github.com/users/Codertocat/orgs",
			"repos_url": "https://api.github.com/users/Codertocat/repos",
			"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
			"received_events_url": "https://api.github.com/users/Codertocat/received_events",
			"type": "User",
			"site_admin": false
		}],
		"requested_reviewers": [{
			"login": "octocat",
			"id": 5346,
			"node_id": "MDQ6VXNlcjIxMDMxMDY3",
			"avatar_url": "http://alambic.github.com/avatars/u/5346?",
			"gravatar_id": "",
			"url": "https://api.github.com/users/octocat",
			"html_url": "http://github.com/octocat",
			"followers_url": "https://api.github.com/users/octocat/followers",
			"following_url": "https://api.github.com/users/octocat/following{/other_user}",
			"gists_url": "https://api.github.com/users/octocat/gists{/gist_id}",
			"starred_url": "https://api.github.com/users/octocat/starred{/owner}{/repo}",
			"subscriptions_url": "https://api.github.com/users/octocat/subscriptions",
			"organizations_url": "https://api.github.com/users/octocat/orgs",
			"repos_url": "https://api.github.com/users/octocat/repos",
			"events_url": "https://api.github.com/users/octocat/events{/privacy}",
			"received_events_url": "https://api.github.com/users/octocat/received_events",
			"type": "User",
			"site_admin": false
		}],
		"requested_teams": [],
		"labels": [{
			"id": 1362934389,
			"node_id": "MDU6TGFiZWwxMzYyOTM0Mzg5",
			"url": "https://api.github.com/repos/Codertocat/Hello-World/labels/bug",
			"name": "bug",
			"color": "d73a4a",
			"default": true,
			"description": "Something isn't working"
		}],
		"milestone": {
			"url": "https://api.github.com/repos/Codertocat/Hello-World/milestones/1",
			"html_url": "https://github.com/Codertocat/Hello-World/milestone/1",
			"labels_url": "https://api.github.com/repos/Codertocat/Hello-World/milestones/1/labels",
			"id": 4317517,
			"node_id": "MDk6TWlsZXN0b25lNDMxNzUxNw==",
			"number": 1,
			"title": "v1.0",
			"description": "Add new space flight simulator",
			"creator": {
				"login": "Codertocat",
				"id": 21031067,
				"node_id": "MDQ6VXNlcjIxMDMxMDY3",
				"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
				"gravatar_id": "",
				"url": "https://api.github.com/users/Codertocat",
				"html_url": "https://github.com/Codertocat",
				"followers_url": "https://api.github.com/users/Codertocat/followers",
				"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
				"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
				"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
				"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
				"organizations_url": "https://api.github.com/users/Codertocat/orgs",
				"repos_url": "https://api.github.com/users/Codertocat/repos",
				"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
				"received_events_url": "https://api.github.com/users/Codertocat/received_events",
				"type": "User",
				"site_admin": false
			},
			"open_issues": 1,
			"closed_issues": 0,
			"state": "closed",
			"created_at": "2019-05-15T15:20:17Z",
			"updated_at": "2019-05-15T15:20:35Z",
			"due_on": "2019-05-23T07:00:00Z",
			"closed_at": "2019-05-15T15:20:18Z"
		},
		"commits_url": "https://api.github.com/repos/Codertocat/Hello-World/pulls/2/commits",
		"review_comments_url": "https://api.github.com/repos/Codertocat/Hello-World/pulls/2/comments",
		"review_comment_url": "https://api.github.com/repos/Codertocat/Hello-World/pulls/comments{/number}",
		"comments_url": "https://api.github.com/repos/Codertocat/Hello-World/issues/2/comments",
		"statuses_url": "https://api.github.com/repos/Codertocat/Hello-World/statuses/ec26c3e57ca3a959ca5aad62de7213c562f8c821",
		"head": {
			"label": "Codertocat:changes",
			"ref": "changes",
			"sha": "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
			"user": {
				"login": "Codertocat",
				"id": 21031067,
				"node_id": "MDQ6VXNlcjIxMDMxMDY3",
				"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
				"gravatar_id": "",
				"url": "https://api.github.com/users/Codertocat",
				"html_url": "https://github.com/Codertocat",
				"followers_url": "https://api.github.com/users/Codertocat/followers",
				"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
				"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
				"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
				"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
				"organizations_url": "https://api.github.com/users/Codertocat/orgs",
				"repos_url": "https://api.github.com/users/Codertocat/repos",
				"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
				"received_events_url": "https://api.github.com/users/Codertocat/received_events",
				"type": "User",
				"site_admin": false
			},
			"repo": {
				"id": 186853002,
				"node_id": "MDEwOlJlcG9zaXRvcnkxODY4NTMwMDI=",
				"name": "Hello-World",
				"full_name": "Codertocat/Hello-World",
				"private": false,
				"owner": {
					"login": "Codertocat",
					"id": 21031067,
					"node_id": "MDQ6VXNlcjIxMDMxMDY3",
					"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
					"gravatar_id": "",
					"url": "https://api.github.com/users/Codertocat",
					"html_url": "https://github.com/Codertocat",
					"followers_url": "https://api.github.com/users/Codertocat/followers",
					"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
					"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
					"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
					"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
					"organizations_url": "https://api.github.com/users/Codertocat/orgs",
					"repos_url": "https://api.github.com/users/Codertocat/repos",
					"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
					"received_events_url": "https://api.github.com/users/Codertocat/received_events",
					"type": "User",
					"site_admin": false
				},
				"html_url": "https://github.com/Codertocat/Hello-World",
				"description": null,
				"fork": false,
				"url": "https://api.github.com/repos/Codertocat/Hello-World",
				"forks_url": "https://api.github.com/repos/Codertocat/Hello-World/forks",
				"keys_url": "https://api.github.com/repos/Codertocat/Hello-World/keys{/key_id}",
				"collaborators_url": "https://api.github.com/repos/Codertocat/Hello-World/collaborators{/collaborator}",
				"teams_url": "https://api.github.com/repos/Codertocat/Hello-World/teams",
				"hooks_url": "https://api.github.com/repos/Codertocat/Hello-World/hooks",
				"issue_events_url": "https://api.github.com/repos/Codertocat/Hello-World/issues/events{/number}",
				"events_url": "https://api.github.com/repos/Codertocat/Hello-World/events",
				"assignees_url": "https://api.github.com/repos/Codertocat/Hello-World/assignees{/user}",
				"branches_url": "https://api.github.com/repos/Codertocat/Hello-World/branches{/branch}",
				"tags_url": "https://api.github.com/repos/Codertocat/Hello-World/tags",
				"blobs_url": "https://api.github.com/repos/Codertocat/Hello-World/git/blobs{/sha}",
				"git_tags_url": "https://api.github.com/repos/Codertocat/Hello-World/git/tags{/sha}",
				"git_refs_url": "https://api.github.com/repos/Codertocat/Hello-World/git/refs{/sha}",
				"trees_url": "https://api.github.com/repos/Codertocat/Hello-World/git/trees{/sha}",
				"statuses_url": "https://api.github.com/repos/Codertocat/Hello-World/statuses/{sha}",
				"languages_url": "https://api.github.com/repos/Codertocat/Hello-World/languages",
				"stargazers_url": "https://api.github.com/repos/Codertocat/Hello-World/stargazers",
				"contributors_url": "https://api.github.com/repos/Codertocat/Hello-World/contributors",
				"subscribers_url": "https://api.github.com/repos/Codertocat/Hello-World/subscribers",
				"subscription_url": "https://api.github.com/repos/Codertocat/Hello-World/subscription",
				"commits_url": "https://api.github.com/repos/Codertocat/Hello-World/commits{/sha}",
				"git_commits_url": "https://api.github.com/repos/Codertocat/Hello-World/git/commits{/sha}",
				"comments_url": "https://api.github.com/repos/Codertocat/Hello-World/comments{/number}",
				"issue_comment_url": "https://api.github.com/repos/Codertocat/Hello-World/issues/comments{/number}",
				"contents_url": "https://api.github.com/repos/Codertocat/Hello-World/contents/{+path}",
				"compare_url": "https://api.github.com/repos/Codertocat/Hello-World/compare/{base}...{head}",
				"merges_url": "https://api.github.com/repos/Codertocat/Hello-World/merges",
				"archive_url": "https://api.github.com/repos/Codertocat/Hello-World/{archive_format}{/ref}",
				"downloads_url": "https://api.github.com/repos/Codertocat/Hello-World/downloads",
				"issues_url": "https://api.github.com/repos/Codertocat/Hello-World/issues{/number}",
				"pulls_url": "https://api.github.com/repos/Codertocat/Hello-World/pulls{/number}",
				"milestones_url": "https://api.github.com/repos/Codertocat/Hello-World/milestones{/number}",
				"notifications_url": "https://api.github.com/repos/Codertocat/Hello-World/notifications{?since,all,participating}",
				"labels_url": "https://api.github.com/repos/Codertocat/Hello-World/labels{/name}",
				"releases_url": "https://api.github.com/repos/Codertocat/Hello-World/releases{/id}",
				"deployments_url": "https://api.github.com/repos/Codertocat/Hello-World/deployments",
				"created_at": "2019-05-15T15:19:25Z",
				"updated_at": "2019-05-15T15:20:34Z",
				"pushed_at": "2019-05-15T15:20:33Z",
				"git_url": "git://github.com/Codertocat/Hello-World.git",
				"ssh_url": "git@github.com:Codertocat/Hello-World.git",
				"clone_url": "https://github.com/Codertocat/Hello-World.git",
				"svn_url": "https://github.com/Codertocat/Hello-World",
				"homepage": null,
				"size": 0,
				"stargazers_count": 0,
				"watchers_count": 0,
				"language": "Ruby",
				"has_issues": true,
				"has_projects": true,
				"has_downloads": true,
				"has_wiki": true,
				"has_pages": true,
				"forks_count": 0,
				"mirror_url": null,
				"archived": false,
				"disabled": false,
				"open_issues_count": 2,
				"license": null,
				"forks": 0,
				"open_issues": 2,
				"watchers": 0,
				"default_branch": "master",
				"is_template": false,
				"topics": [],
				"visibility": "public",
				"web_commit_signoff_required": false,
				"custom_properties": {}
			}
		},
		"base": {
			"label": "Codertocat:master",
			"ref": "master",
			"sha": "f95f852bd8fca8fcc58a9a2d6c842781e32a215e",
			"user": {
				"login": "Codertocat",
				"id": 21031067,
				"node_id": "MDQ6VXNlcjIxMDMxMDY3",
				"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
				"gravatar_id": "",
				"url": "https://api.github.com/users/Codertocat",
				"html_url": "https://github.com/Codertocat",
				"followers_url": "https://api.github.com/users/Codertocat/followers",
				"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
				"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
				"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
				"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
				"organizations_url": "https://api.github.com/users/Codertocat/orgs",
				"repos_url": "https://api.github.com/users/Codertocat/repos",
				"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
				"received_events_url": "https://api.github.com/users/Codertocat/received_events",
				"type": "User",
				"site_admin": false
			},
			"repo": {
				"id": 186853002,
				"node_id": "MDEwOlJlcG9zaXRvcnkxODY4NTMwMDI=",
				"name": "Hello-World",
				"full_name": "Codertocat/Hello-World",
				"private": false,
				"owner": {
					"login": "Codertocat",
					"id": 21031067,
					"node_id": "MDQ6VXNlcjIxMDMxMDY3",
					"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
					"gravatar_id": "",
					"url": "https://api.github.com/users/Codertocat",
					"html_url": "https://github.com/Codertocat",
					"followers_url": "https://api.github.com/users/Codertocat/followers",
					"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
					"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
					"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
					"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
					"organizations_url": "https://api.github.com/users/Codertocat/orgs",
					"repos_url": "https://api.github.com/users/Codertocat/repos",
					"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
					"received_events_url": "https://api.github.com/users/Codertocat/received_events",
					"type": "User",
					"site_admin": false
				},
				"html_url": "https://github.com/Codertocat/Hello-World",
				"description": null,
				"fork": false,
				"url": "https://api.github.com/repos/Codertocat/Hello-World",
				"forks_url": "https://api.github.com/repos/Codertocat/Hello-World/forks",
				"keys_url": "https://api.github.com/repos/Codertocat/Hello-World/keys{/key_id}",
				"collaborators_url": "https://api.github.com/repos/Codertocat/Hello-World/collaborators{/collaborator}",
				"teams_url": "https://api.github.com/repos/Codertocat/Hello-World/teams",
				"hooks_url": "https://api.github.com/repos/Codertocat/Hello-World/hooks",
				"issue_events_url": "https://api.github.com/repos/Codertocat/Hello-World/issues/events{/number}",
				"events_url": "https://api.github.com/repos/Codertocat/Hello-World/events",
				"assignees_url": "https://api.github.com/repos/Codertocat/Hello-World/assignees{/user}",
				"branches_url": "https://api.github.com/repos/Codertocat/Hello-World/branches{/branch}",
				"tags_url": "https://api.github.com/repos/Codertocat/Hello-World/tags",
				"blobs_url": "https://api.github.com/repos/Codertocat/Hello-World/git/blobs{/sha}",
				"git_tags_url": "https://api.github.com/repos/Codertocat/Hello-World/git/tags{/sha}",
				"git_refs_url": "https://api.github.com/repos/Codertocat/Hello-World/git/refs{/sha}",
				"trees_url": "https://api.github.com/repos/Codertocat/Hello-World/git/trees{/sha}",
				"statuses_url": "https://api.github.com/repos/Codertocat/Hello-World/statuses/{sha}",
				"languages_url": "https://api.github.com/repos/Codertocat/Hello-World/languages",
				"stargazers_url": "https://api.github.com/repos/Codertocat/Hello-World/stargazers",
				"contributors_url": "https://api.github.com/repos/Codertocat/Hello-World/contributors",
				"subscribers_url": "https://api.github.com/repos/Codertocat/Hello-World/subscribers",
				"subscription_url": "https://api.github.com/repos/Codertocat/Hello-World/subscription",
				"commits_url": "https://api.github.com/repos/Codertocat/Hello-World/commits{/sha}",
				"git_commits_url": "https://api.github.com/repos/Codertocat/Hello-World/git/commits{/sha}",
				"comments_url": "https://api.github.com/repos/Codertocat/Hello-World/comments{/number}",
				"issue_comment_url": "https://api.github.com/repos/Codertocat/Hello-World/issues/comments{/number}",
				"contents_url": "https://api.github.com/repos/Codertocat/Hello-World/contents/{+path}",
				"compare_url": "https://api.github.com/repos/Codertocat/Hello-World/compare/{base}...{head}",
				"merges_url": "https://api.github.com/repos/Codertocat/Hello-World/merges",
				"archive_url": "https://api.github.com/repos/Codertocat/Hello-World/{archive_format}{/ref}",
				"downloads_url": "https://api.github.com/repos/Codertocat/Hello-World/downloads",
				"issues_url": "https://api.github.com/repos/Codertocat/Hello-World/issues{/number}",
				"pulls_url": "https://api.github.com/repos/Codertocat/Hello-World/pulls{/number}",
				"milestones_url": "https://api.github.com/repos/Codertocat/Hello-World/milestones{/number}",
				"notifications_url": "https://api.github.com/repos/Codertocat/Hello-World/notifications{?since,all,participating}",
				"labels_url": "https://api.github.com/repos/Codertocat/Hello-World/labels{/name}",
				"releases_url": "https://api.github.com/repos/Codertocat/Hello-World/releases{/id}",
				"deployments_url": "https://api.github.com/repos/Codertocat/Hello-World/deployments",
				"created_at": "2019-05-15T15:19:25Z",
				"updated_at": "2019-05-15T15:20:34Z",
				"pushed_at": "2019-05-15T15:20:33Z",
				"git_url": "git://github.com/Codertocat/Hello-World.git",
				"ssh_url": "git@github.com:Codertocat/Hello-World.git",
				"clone_url": "https://github.com/Codertocat/Hello-World.git",
				"svn_url": "https://github.com/Codertocat/Hello-World",
				"homepage": null,
				"size": 0,
				"stargazers_count": 0,
				"watchers_count": 0,
				"language": "Ruby",
				"has_issues": true,
				"has_projects": true,
				"has_downloads": true,
				"has_wiki": true,
				"has_pages": true,
				"forks_count": 0,
				"mirror_url": null,
				"archived": false,
				"disabled": false,
				"open_issues_count": 2,
				"license": null,
				"forks": 0,
				"open_issues": 2,
				"watchers": 0,
				"default_branch": "master",
				"is_template": false,
				"topics": [],
				"visibility": "public",
				"web_commit_signoff_required": false,
				"custom_properties": {}
			}
		},
		"_links": {
			"self": { "href": "https://api.github.com/repos/Codertocat/Hello-World/pulls/2" },
			"html": { "href": "https://github.com/Codertocat/Hello-World/pull/2" },
			"issue": { "href": "https://api.github.com/repos/Codertocat/Hello-World/issues/2" },
			"comments": { "href": "https://api.github.com/repos/Codertocat/Hello-World/issues/2/comments" },
			"review_comments": { "href": "https://api.github.com/repos/Codertocat/Hello-World/pulls/2/comments" },
			"review_comment": { "href": "https://api.github.com/repos/Codertocat/Hello-World/pulls/comments{/number}" },
			"commits": { "href": "https://api.github.com/repos/Codertocat/Hello-World/pulls/2/commits" },
			"statuses": { "href": "https://api.github.com/repos/Codertocat/Hello-World/statuses/ec26c3e57ca3a959ca5aad62de7213c562f8c821" }
		},
		"author_association": "OWNER",
		"auto_merge": null,
		"active_lock_reason": null,
		"draft": false,
		"merged": false,
		"mergeable": true,
		"rebaseable": true,
		"mergeable_state": "clean",
		"merged_by": null,
		"comments": 0,
		"review_comments": 0,
		"maintainer_can_modify": false,
		"commits": 1,
		"additions": 1,
		"deletions": 1,
		"changed_files": 1
	},
	label: {
		"id": 1362934389,
		"node_id": "MDU6TGFiZWwxMzYyOTM0Mzg5",
		"url": "https://api.github.com/repos/Codertocat/Hello-World/labels/bug",
		"name": "bug",
		"color": "d73a4a",
		"default": true,
		"description": "Something isn't working"
	},
	repository: {
		"id": 186853002,
		"node_id": "MDEwOlJlcG9zaXRvcnkxODY4NTMwMDI=",
		"name": "Hello-World",
		"full_name": "Codertocat/Hello-World",
		"private": false,
		"owner": {
			"login": "Codertocat",
			"id": 21031067,
			"node_id": "MDQ6VXNlcjIxMDMxMDY3",
			"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
			"gravatar_id": "",
			"url": "https://api.github.com/users/Codertocat",
			"html_url": "https://github.com/Codertocat",
			"followers_url": "https://api.github.com/users/Codertocat/followers",
			"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
			"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
			"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
			"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
			"organizations_url": "https://api.github.com/users/Codertocat/orgs",
			"repos_url": "https://api.github.com/users/Codertocat/repos",
			"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
			"received_events_url": "https://api.github.com/users/Codertocat/received_events",
			"type": "User",
			"site_admin": false
		},
		"html_url": "https://github.com/Codertocat/Hello-World",
		"description": null,
		"fork": false,
		"url": "https://api.github.com/repos/Codertocat/Hello-World",
		"forks_url": "https://api.github.com/repos/Codertocat/Hello-World/forks",
		"keys_url": "https://api.github.com/repos/Codertocat/Hello-World/keys{/key_id}",
		"collaborators_url": "https://api.github.com/repos/Codertocat/Hello-World/collaborators{/collaborator}",
		"teams_url": "https://api.github.com/repos/Codertocat/Hello-World/teams",
		"hooks_url": "https://api.github.com/repos/Codertocat/Hello-World/hooks",
		"issue_events_url": "https://api.github.com/repos/Codertocat/Hello-World/issues/events{/number}",
		"events_url": "https://api.github.com/repos/Codertocat/Hello-World/events",
		"assignees_url": "https://api.github.com/repos/Codertocat/Hello-World/assignees{/user}",
		"branches_url": "https://api.github.com/repos/Codertocat/Hello-World/branches{/branch}",
		"tags_url": "https://api.github.com/repos/Codertocat/Hello-World/tags",
		"blobs_url": "https://api.github.com/repos/Codertocat/Hello-World/git/blobs{/sha}",
		"git_tags_url": "https://api.github.com/repos/Codertocat/Hello-World/git/tags{/sha}",
		"git_refs_url": "https://api.github.com/repos/Codertocat/Hello-World/git/refs{/sha}",
		"trees_url": "https://api.github.com/repos/Codertocat/Hello-World/git/trees{/sha}",
		"statuses_url": "https://api.github.com/repos/Codertocat/Hello-World/statuses/{sha}",
		"languages_url": "https://api.github.com/repos/Codertocat/Hello-World/languages",
		"stargazers_url": "https://api.github.com/repos/Codertocat/Hello-World/stargazers",
		"contributors_url": "https://api.github.com/repos/Codertocat/Hello-World/contributors",
		"subscribers_url": "https://api.github.com/repos/Codertocat/Hello-World/subscribers",
		"subscription_url": "https://api.github.com/repos/Codertocat/Hello-World/subscription",
		"commits_url": "https://api.github.com/repos/Codertocat/Hello-World/commits{/sha}",
		"git_commits_url": "https://api.github.com/repos/Codertocat/Hello-World/git/commits{/sha}",
		"comments_url": "https://api.github.com/repos/Codertocat/Hello-World/comments{/number}",
		"issue_comment_url": "https://api.github.com/repos/Codertocat/Hello-World/issues/comments{/number}",
		"contents_url": "https://api.github.com/repos/Codertocat/Hello-World/contents/{+path}",
		"compare_url": "https://api.github.com/repos/Codertocat/Hello-World/compare/{base}...{head}",
		"merges_url": "https://api.github.com/repos/Codertocat/Hello-World/merges",
		"archive_url": "https://api.github.com/repos/Codertocat/Hello-World/{archive_format}{/ref}",
		"downloads_url": "https://api.github.com/repos/Codertocat/Hello-World/downloads",
		"issues_url": "https://api.github.com/repos/Codertocat/Hello-World/issues{/number}",
		"pulls_url": "https://api.github.com/repos/Codertocat/Hello-World/pulls{/number}",
		"milestones_url": "https://api.github.com/repos/Codertocat/Hello-World/milestones{/number}",
		"notifications_url": "https://api.github.com/repos/Codertocat/Hello-World/notifications{?since,all,participating}",
		"labels_url": "https://api.github.com/repos/Codertocat/Hello-World/labels{/name}",
		"releases_url": "https://api.github.com/repos/Codertocat/Hello-World/releases{/id}",
		"deployments_url": "https://api.github.com/repos/Codertocat/Hello-World/deployments",
		"created_at": "2019-05-15T15:19:25Z",
		"updated_at": "2019-05-15T15:20:34Z",
		"pushed_at": "2019-05-15T15:20:33Z",
		"git_url": "git://github.com/Codertocat/Hello-World.git",
		"ssh_url": "git@github.com:Codertocat/Hello-World.git",
		"clone_url": "https://github.com/Codertocat/Hello-World.git",
		"svn_url": "https://github.com/Codertocat/Hello-World",
		"homepage": null,
		"size": 0,
		"stargazers_count": 0,
		"watchers_count": 0,
		"language": "Ruby",
		"has_issues": true,
		"has_projects": true,
		"has_downloads": true,
		"has_wiki": true,
		"has_pages": true,
		"forks_count": 0,
		"mirror_url": null,
		"archived": false,
		"disabled": false,
		"open_issues_count": 2,
		"license": null,
		"forks": 0,
		"open_issues": 2,
		"watchers": 0,
		"default_branch": "master",
		"is_template": false,
		"topics": [],
		"visibility": "public",
		"web_commit_signoff_required": false,
		"custom_properties": {}
	},
	installation: {
		"id": 1,
		"node_id": "MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uMQ=="
	},
	sender: {
		"login": "Codertocat",
		"id": 21031067,
		"node_id": "MDQ6VXNlcjIxMDMxMDY3",
		"avatar_url": "https://avatars1.githubusercontent.com/u/21031067?v=4",
		"gravatar_id": "",
		"url": "https://api.github.com/users/Codertocat",
		"html_url": "https://github.com/Codertocat",
		"followers_url": "https://api.github.com/users/Codertocat/followers",
		"following_url": "https://api.github.com/users/Codertocat/following{/other_user}",
		"gists_url": "https://api.github.com/users/Codertocat/gists{/gist_id}",
		"starred_url": "https://api.github.com/users/Codertocat/starred{/owner}{/repo}",
		"subscriptions_url": "https://api.github.com/users/Codertocat/subscriptions",
		"organizations_url": "https://api.github.com/users/Codertocat/orgs",
		"repos_url": "https://api.github.com/users/Codertocat/repos",
		"events_url": "https://api.github.com/users/Codertocat/events{/privacy}",
		"received_events_url": "https://api.github.com/users/Codertocat/received_events",
		"type": "User",
		"site_admin": false
	}
};
/** The owner and the repository of the recorded payload. */
const recordedOwner = "Codertocat";
const recordedRepository = "Codertocat/Hello-World";
/** A recorded value, moved to another repository and another GitHub: every string in it is rewritten. */
function moved(recorded, fullName, { api, server }) {
	return rewrite(recorded, (text) => text.replaceAll("https://api.github.com", api).replaceAll("https://github.com", server).replaceAll(recordedRepository, fullName));
}
/** A recorded user under another name. */
function renamed(recorded, login) {
	return rewrite(recorded, (text) => text.replaceAll(recordedOwner, encodeURIComponent(login)));
}
/** A copy of JSON with each of its strings replaced; numbers, booleans and null stay. */
function rewrite(value, replace) {
	return JSON.parse(JSON.stringify(value), (_key, inner) => typeof inner === "string" ? replace(inner) : inner);
}
// test/github-loopback/representations.ts
const recorded = recordedPullRequestEvent;
/** Node ids are opaque to clients; these say what they stand for. */
function nodeId(kind, id) {
	return Buffer.from(`${kind}:${id}`).toString("base64url");
}
/** A stable number for a login; that of the workflow's bot is the real one. */
function userId(login) {
	if (login === "github-actions[bot]") return 41898282;
	return createHash("sha1").update(login).digest().readUInt32BE() >>> 1;
}
/** How GitHub shows what the state holds, field for field, with the loopback's own addresses. See also show-*.ts. */
var Representations = class {
	state;
	addresses;
	/** What was recorded, moved here: by login, and by full name. */
	#users = /* @__PURE__ */ new Map();
	#repositories = /* @__PURE__ */ new Map();
	/** As JSON. */
	#pullRequests = /* @__PURE__ */ new Map();
	constructor(state, addresses) {
		this.state = state;
		this.addresses = addresses;
	}
	user(login) {
		const known = this.#users.get(login) ?? this.movedUser(login);
		this.#users.set(login, known);
		return known;
	}
	movedUser(login) {
		const bot = login.endsWith("[bot]");
		const id = userId(login);
		return {
			...renamed(moved(recorded.sender, "", this.addresses), login),
			login,
			id,
			node_id: nodeId("User", id),
			type: bot ? "Bot" : "User",
			...bot ? { html_url: `${this.addresses.server}/apps/${login.slice(0, -5)}` } : {}
		};
	}
	repository(repository) {
		const { fullName, name, id, owner } = repository;
		const known = this.#repositories.get(fullName) ?? moved(recorded.repository, fullName, this.addresses);
		this.#repositories.set(fullName, known);
		return {
			...known,
			id,
			node_id: nodeId("Repository", id),
			name,
			full_name: fullName,
			private: repository.private,
			visibility: repository.private ? "private" : "public",
			owner: this.user(owner),
			default_branch: repository.defaultBranch,
			fork: false,
			has_discussions: false,
			network_count: 0,
			subscribers_count: 0
		};
	}
	comment(repository, issueNumber, comment) {
		const { id, body } = comment;
		return {
			id,
			node_id: nodeId("IssueComment", id),
			url: `${this.api(repository)}/issues/comments/${id}`,
			html_url: `${this.page(repository)}/pull/${issueNumber}#issuecomment-${id}`,
			issue_url: `${this.api(repository)}/issues/${issueNumber}`,
			body,
			user: this.user(comment.author),
			created_at: timestamp(comment.createdAt),
			updated_at: timestamp(comment.updatedAt),
			author_association: repository.collaborators.has(comment.author) ? "COLLABORATOR" : "NONE",
			performed_via_github_app: null
		};
	}
	label(repository, label) {
		const { id, name, color, description } = label;
		const url = `${this.api(repository)}/labels/${encodeURIComponent(name)}`;
		return {
			id,
			node_id: nodeId("Label", id),
			url,
			name,
			color,
			description,
			default: false
		};
	}
	/** Labels of a pull request; one that the repository does not define is made up. */
	labels(repository, pullRequest) {
		return [...pullRequest.labels].map((name) => this.label(repository, repository.labels.get(name) ?? {
			id: 1,
			name,
			color: "ededed",
			description: ""
		}));
	}
	pullRequest(repository, pullRequest) {
		const { number, id, state, title, base, head, mergeSha } = pullRequest;
		const { fullName } = repository;
		const template = this.#pullRequests.get(fullName) ?? JSON.stringify(moved(recorded.pull_request, fullName, this.addresses));
		this.#pullRequests.set(fullName, template);
		const renumbered = JSON.parse(template.replaceAll(/\/(pulls?|issues)\/2\b/g, `/$1/${number}`).replaceAll(recorded.pull_request.head.sha, head.sha));
		const source = this.state.repositories.get(head.repository);
		return {
			...renumbered,
			id,
			node_id: nodeId("PullRequest", id),
			number,
			state,
			title,
			user: this.user(pullRequest.author),
			labels: this.labels(repository, pullRequest),
			merge_commit_sha: mergeSha,
			comments: pullRequest.comments.length,
			assignee: null,
			assignees: [],
			requested_reviewers: [],
			milestone: null,
			base: {
				label: `${repository.owner}:${base.ref}`,
				ref: base.ref,
				sha: base.sha,
				user: this.user(repository.owner),
				repo: this.repository(repository)
			},
			head: {
				label: `${head.repository.split("/")[0]}:${head.ref}`,
				ref: head.ref,
				sha: head.sha,
				user: this.user(head.repository.split("/")[0] ?? ""),
				repo: source === void 0 ? null : {
					...this.repository(source),
					fork: source !== repository
				}
			}
		};
	}
	/** The repository's address in the API. */
	api({ fullName }) {
		return `${this.addresses.api}/repos/${fullName}`;
	}
	/** The repository's address in the browser. */
	page({ fullName }) {
		return `${this.addresses.server}/${fullName}`;
	}
};
/** GitHub's dates have no fractions of a second. */
function timestamp(date) {
	return date.toISOString().replace(/\.\d+Z$/, "Z");
}
// test/github-loopback/events.ts
/** How each GitHub shows things: it remembers what was recorded. */
const shows = /* @__PURE__ */ new WeakMap();
function showOf({ state, addresses }) {
	const show = shows.get(state) ?? new Representations(state, addresses);
	shows.set(state, show);
	return show;
}
/**
* A `pull_request` event of the pull request as it is now. `labeled` names the label that was just set, `unlabeled`
* the one that was taken off; `synchronize` the head before the push. Needs no npm package, for the demo.
*/
function pullRequestEvent(gitHub, repository, pullRequest, action = { action: "opened" }, sender = pullRequest.author) {
	const { head, base, number, mergeSha } = pullRequest;
	if (mergeSha === null) throw new Error(`pull request ${number} cannot be merged: it starts no workflow`);
	const show = showOf(gitHub);
	const { installation: _, label: recordedLabel, ...recorded } = recordedPullRequestEvent;
	return {
		name: "pull_request",
		payload: {
			...recorded,
			action: action.action,
			number,
			pull_request: show.pullRequest(repository, pullRequest),
			repository: show.repository(repository),
			sender: show.user(sender),
			..."label" in action ? { label: {
				...recordedLabel,
				name: action.label
			} } : {},
			...action.action === "synchronize" ? {
				before: action.before,
				after: head.sha
			} : {}
		},
		ref: `refs/pull/${number}/merge`,
		sha: mergeSha,
		headRef: head.ref,
		baseRef: base.ref,
		actor: sender,
		head: {
			sha: head.sha,
			branch: head.ref,
			repository: head.repository
		},
		fromFork: head.repository !== repository.fullName
	};
}
// test/github-loopback/action-manifest.ts
var import_dist = require_dist();
/** By their text: some tests run hundreds of steps. */
const parsed = /* @__PURE__ */ new Map();
/** Reads an `action.yml`; throws if it is not one of a JavaScript action. */
function readActionManifest(file) {
	const text = readFileSync(file, "utf8");
	const known = parsed.get(text) ?? parseActionManifest(text, String(file));
	parsed.set(text, known);
	return known;
}
function parseActionManifest(text, file) {
	const manifest = (0, import_dist.parse)(text);
	const runs = member$1(manifest, "runs");
	const main = member$1(runs, "main");
	const post = member$1(runs, "post");
	if (typeof main !== "string") throw new Error(`${file} has no runs.main`);
	const inputs = Object.entries(object(member$1(manifest, "inputs"))).map(([name, input]) => {
		const value = member$1(input, "default");
		return [name.toLowerCase(), value === void 0 || value === null ? "" : String(value)];
	});
	return {
		inputs: Object.fromEntries(inputs),
		main,
		post: typeof post === "string" ? post : void 0
	};
}
/** The `INPUT_…` variables of a step: defaults, with what `with:` gives instead. */
function inputVariables(manifest, given, values) {
	const merged = { ...manifest.inputs };
	for (const [name, value] of Object.entries(given)) merged[name.toLowerCase()] = value;
	return Object.fromEntries(Object.entries(merged).map(([name, value]) => [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, evaluate(value, values)]));
}
/** The runner's warning about a misspelt input; undefined if all are known. The step runs all the same. */
function unexpectedInputs(manifest, given) {
	const unknown = Object.keys(given).filter((name) => !(name.toLowerCase() in manifest.inputs));
	if (unknown.length === 0) return void 0;
	const quoted = (names) => names.map((name) => `'${name}'`).join(", ");
	return `Unexpected input(s) ${quoted(unknown)}, valid inputs are [${quoted(Object.keys(manifest.inputs))}]`;
}
/** Expressions, of which an action's defaults need but names. */
function evaluate(value, values) {
	return value.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_all, expression) => {
		const known = values[expression];
		if (known !== void 0) return known;
		throw new Error(`the test bed does not evaluate \${{ ${expression} }}`);
	});
}
function object(value) {
	return typeof value === "object" && value !== null ? value : {};
}
function member$1(value, name) {
	return Reflect.get(object(value), name);
}
// test/github-loopback/command-files.ts
/** The largest job summary; a larger one is dropped whole (actions/runner, `CreateStepSummaryCommand`). */
const largestSummaryBytes = 1048576;
/**
* Reads a file such as `GITHUB_OUTPUT`: `name=value` lines and `name<<DELIMITER` blocks. Throws on what the
* runner refuses, which fails the step there.
*/
function parseCommandFile(text) {
	const values = {};
	const lines = text.split(/\r?\n/);
	if (lines.at(-1) === "") lines.pop();
	for (let line = lines.shift(); line !== void 0; line = lines.shift()) {
		if (line === "") continue;
		const equals = line.indexOf("=");
		const heredoc = line.indexOf("<<");
		if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
			const name = line.slice(0, heredoc);
			const delimiter = line.slice(heredoc + 2);
			const end = lines.indexOf(delimiter);
			if (name === "" || delimiter === "") throw new Error(`Invalid format '${line}'`);
			if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
			values[name] = lines.splice(0, end + 1).slice(0, end).join("\n");
		} else if (equals > 0) values[line.slice(0, equals)] = line.slice(equals + 1);
		else throw new Error(`Invalid format '${line}'`);
	}
	return values;
}
/** The summary as the run's page shows it: empty if it is too large. */
function shownSummary(text) {
	return Buffer.byteLength(text) > largestSummaryBytes ? "" : text;
}
// test/github-loopback/output.ts
/**
* Standard output and standard error of a child process in one pipe, which keeps their order. It is a named one:
* a shell's `2>&1` would do too, were it not that dash drops variables such as `INPUT_FAIL-ON`.
*/
var Output = class {
	/** The descriptor to hand to the child for both of its streams. */
	writeEnd;
	/** Resolves when every process that could write is gone. */
	ended;
	#text = "";
	#stopped = false;
	#readEnd;
	#waiting = /* @__PURE__ */ new Set();
	/** `path` is where the pipe is made. */
	constructor(path) {
		execFileSync("mkfifo", [path]);
		const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		this.#readEnd = new Socket({
			fd: descriptor,
			readable: true,
			writable: false
		});
		this.writeEnd = openSync(path, "w");
		this.#readEnd.setEncoding("utf8").on("data", (chunk) => this.#grow(String(chunk)));
		this.ended = new Promise((settle) => this.#readEnd.once("end", settle));
	}
	/** What was written so far. */
	get text() {
		return this.#text;
	}
	/** Leaves the write end to the child alone; to be called once it has it. */
	started() {
		closeSync(this.writeEnd);
	}
	/** Resolves as soon as the text matches; rejects if it ends without that. */
	waitFor(pattern) {
		if (pattern.test(this.#text)) return Promise.resolve();
		if (this.#stopped) return Promise.reject(this.#without(pattern));
		return new Promise((settle, reject) => this.#waiting.add({
			pattern,
			settle,
			reject
		}));
	}
	/** Reads no further. */
	stop() {
		this.#stopped = true;
		this.#readEnd.destroy();
		for (const { pattern, reject } of this.#waiting) reject(this.#without(pattern));
		this.#waiting.clear();
	}
	#grow(chunk) {
		this.#text += chunk;
		for (const waiting of this.#waiting) {
			if (!waiting.pattern.test(this.#text)) continue;
			this.#waiting.delete(waiting);
			waiting.settle();
		}
	}
	#without(pattern) {
		return /* @__PURE__ */ new Error(`the step ended without ${String(pattern)} in its output:\n${this.#text}`);
	}
};
// test/github-loopback/permissions.ts
const accesses = [
	"none",
	"read",
	"write"
];
/** Whether one of the alternatives is granted; reading metadata always is, as on GitHub. */
function satisfies(permissions, alternatives) {
	return alternatives.some(({ scope, access }) => {
		if (scope === "metadata") return true;
		return accesses.indexOf(permissions[scope] ?? "none") >= accesses.indexOf(access);
	});
}
/** What is left of the permissions for a pull request from a fork: writing becomes reading. */
function readOnly(permissions) {
	return Object.fromEntries(Object.entries(permissions).map(([scope, access]) => [scope, access === "write" ? "read" : access]));
}
/** The value of the `x-accepted-github-permissions` header: `issues=write; pull_requests=write`. */
function acceptedPermissions(alternatives) {
	return alternatives.map(({ scope, access }) => `${scope.replaceAll("-", "_")}=${access}`).join("; ");
}
// test/github-loopback/runner-environment.ts
/** The names of the files through which a step talks to the runner, by the variable that names each. */
const commandFiles = {
	GITHUB_OUTPUT: "set_output",
	GITHUB_ENV: "set_env",
	GITHUB_PATH: "add_path",
	GITHUB_STATE: "save_state",
	GITHUB_STEP_SUMMARY: "step_summary"
};
/**
* The variables a step of an action finds on a hosted runner
* (https://docs.github.com/actions/reference/workflows-and-actions/variables), without `INPUT_…`, `STATE_…` and
* those of the machine.
*/
function runnerEnvironment(step) {
	const { gitHub, repository, event, run, workspace, folder } = step;
	const files = Object.entries(commandFiles).map(([variable, file]) => [variable, join(folder, file)]);
	return {
		CI: "true",
		GITHUB_ACTIONS: "true",
		GITHUB_ACTION: "__swift-allocation-gate_swift-allocation-gate",
		GITHUB_ACTION_REF: "v1",
		GITHUB_ACTION_REPOSITORY: "swift-allocation-gate/swift-allocation-gate",
		GITHUB_ACTOR: event.actor,
		GITHUB_ACTOR_ID: "583231",
		GITHUB_API_URL: gitHub.addresses.api,
		GITHUB_BASE_REF: event.baseRef,
		GITHUB_EVENT_NAME: event.name,
		GITHUB_EVENT_PATH: join(folder, "event.json"),
		GITHUB_GRAPHQL_URL: `${gitHub.addresses.api}/graphql`,
		GITHUB_HEAD_REF: event.headRef,
		GITHUB_JOB: step.job,
		GITHUB_REF: event.ref,
		GITHUB_REF_NAME: event.ref.replace(/^refs\/(heads|tags|pull)\//, ""),
		GITHUB_REF_PROTECTED: "false",
		GITHUB_REF_TYPE: event.ref.startsWith("refs/tags/") ? "tag" : "branch",
		GITHUB_REPOSITORY: repository.fullName,
		GITHUB_REPOSITORY_ID: String(repository.id),
		GITHUB_REPOSITORY_OWNER: repository.owner,
		GITHUB_REPOSITORY_OWNER_ID: "583231",
		GITHUB_RETENTION_DAYS: "90",
		GITHUB_RUN_ATTEMPT: String(run.attempt),
		GITHUB_RUN_ID: String(run.id),
		GITHUB_RUN_NUMBER: String(run.number),
		GITHUB_SERVER_URL: gitHub.addresses.server,
		GITHUB_SHA: event.sha,
		GITHUB_TRIGGERING_ACTOR: event.actor,
		GITHUB_WORKFLOW: run.name,
		GITHUB_WORKFLOW_REF: `${repository.fullName}/${run.workflowPath}@${event.ref}`,
		GITHUB_WORKFLOW_SHA: event.sha,
		GITHUB_WORKSPACE: workspace,
		ACTIONS_RESULTS_URL: `${gitHub.addresses.api}/`,
		ACTIONS_RUNTIME_URL: `${gitHub.addresses.api}/runtime/`,
		ACTIONS_RUNTIME_TOKEN: gitHub.runtimeToken(repository, run),
		ImageOS: "ubuntu24",
		ImageVersion: "20251112.124.1",
		RUNNER_ARCH: process.arch === "arm64" ? "ARM64" : "X64",
		RUNNER_ENVIRONMENT: "github-hosted",
		RUNNER_NAME: "GitHub Actions 1",
		RUNNER_OS: "Linux",
		RUNNER_TEMP: join(folder, "temp"),
		RUNNER_TOOL_CACHE: join(folder, "tools"),
		RUNNER_WORKSPACE: join(workspace, ".."),
		...step.debug ? { RUNNER_DEBUG: "1" } : {},
		...Object.fromEntries(files)
	};
}
// test/github-loopback/workflow-commands.ts
const obeyed = /* @__PURE__ */ new Set([
	"add-mask",
	"add-matcher",
	"add-path",
	"debug",
	"echo",
	"endgroup",
	"error",
	"group",
	"notice",
	"remove-matcher",
	"save-state",
	"set-env",
	"set-output",
	"stop-commands",
	"warning"
]);
/** Reads a step's output as the runner does (actions/runner, `ActionCommand.cs` and `ActionCommandManager.cs`). */
function parseWorkflowCommands(output) {
	const annotations = [];
	const masks = [];
	const groups = [];
	const names = [];
	let stopToken;
	for (const line of output.split(/\r?\n/)) {
		const command = parseCommand(line);
		if (command === void 0) continue;
		if (stopToken !== void 0) {
			if (command.name === stopToken) stopToken = void 0;
			continue;
		}
		if (!obeyed.has(command.name)) continue;
		names.push(command.name);
		if (isLevel(command.name)) annotations.push(annotationOf(command.name, command));
		else if (command.name === "add-mask") masks.push(command.message);
		else if (command.name === "group") groups.push(command.message);
		else if (command.name === "stop-commands") stopToken = command.message;
	}
	return {
		annotations,
		masks,
		groups,
		stopped: stopToken !== void 0,
		names
	};
}
function parseCommand(line) {
	const current = /^\s*::([^ ]+?)(?: (.*?))?::(.*)$/s.exec(line);
	const found = current ?? /##\[([^ \]]+)(?: ([^\]]*))?\](.*)$/s.exec(line);
	if (found === null) return void 0;
	const [, name = "", properties = "", message = ""] = found;
	const pairs = properties.split(current === null ? ";" : ",").flatMap((pair) => {
		const [, key, value] = /^\s*([^=]+)=(.*)$/s.exec(pair) ?? [];
		return key === void 0 || value === void 0 ? [] : [[key, unescapeProperty(value)]];
	});
	return {
		name,
		properties: Object.fromEntries(pairs),
		message: unescapeMessage(message)
	};
}
function annotationOf(level, { properties, message }) {
	const { title, file, line, endLine } = properties;
	return {
		level,
		message,
		...title === void 0 ? {} : { title },
		...file === void 0 ? {} : { file },
		...line === void 0 ? {} : { line: Number(line) },
		...endLine === void 0 ? {} : { endLine: Number(endLine) }
	};
}
function isLevel(name) {
	return name === "error" || name === "warning" || name === "notice";
}
function unescapeMessage(text) {
	return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
function unescapeProperty(text) {
	return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
}
// test/github-loopback/run-action.ts
const hurry = new URL("hurry.js", import.meta.url).href;
const repositoryRoot = fileURLToPath(new URL("../../", import.meta.url));
/** Runs the step to its end. */
function runAction(step) {
	return startAction(step).result;
}
/** Starts the action as the runner does: a child process that knows nothing but what the runner tells it. */
function startAction(step) {
	const prepared = prepareStep(step);
	const running = start(prepared, "main", {});
	let cancelled = false;
	const result = running.result.then((ended) => {
		endJob(prepared.listedJob, cancelled ? "cancelled" : ended.exitCode === 0 ? "success" : "failure");
		return ended;
	});
	const cancel = () => {
		cancelled = true;
		return running.cancel().then(() => result);
	};
	return {
		...running,
		result,
		cancel
	};
}
/** Gives a step its run, its job, which begins, and its token. */
function prepareStep(step) {
	const { gitHub, repository, event } = step;
	const { head } = event;
	const run = step.run ?? gitHub.state.addRun(repository, {
		event: event.name,
		actor: event.actor,
		headSha: head.sha,
		headBranch: head.branch,
		headRepository: head.repository
	});
	const permissions = event.fromFork ? readOnly(step.permissions) : step.permissions;
	const token = gitHub.state.issueToken([repository], permissions);
	const job = step.job ?? "allocations";
	const listedJob = step.listedJob ?? gitHub.state.addJob(repository, run, { name: job });
	listedJob.status = "in_progress";
	return {
		...step,
		run,
		token,
		listedJob,
		debug: step.debug ?? false,
		job
	};
}
function endJob(job, conclusion) {
	job.status = "completed";
	job.conclusion = conclusion;
}
/** Makes the folder of a step and the variables that lead to it. */
function layOut(step, state) {
	const { token, listedJob } = step;
	const manifestFile = step.manifest ?? join(repositoryRoot, "action.yml");
	const manifest = readActionManifest(manifestFile);
	const folder = mkdtempSync(join(step.runnerFolder ?? tmpdir(), "runner-"));
	const temporaryFolder = join(folder, "temp");
	mkdirSync(temporaryFolder);
	for (const file of Object.values(commandFiles)) writeFileSync(join(folder, file), "");
	writeFileSync(join(folder, "event.json"), JSON.stringify(step.event.payload));
	const inputs = step.inputs ?? {};
	const states = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
	return {
		manifest,
		manifestFile,
		folder,
		temporaryFolder,
		environment: {
			...machineEnvironment(),
			...runnerEnvironment({
				...step,
				folder
			}),
			GITHUB_ACTION_PATH: resolve(manifestFile, ".."),
			...inputVariables(manifest, inputs, {
				"github.token": token.value,
				"job.check_run_id": String(listedJob.id)
			}),
			...Object.fromEntries(states),
			...step.environment
		}
	};
}
function start(step, phase, state) {
	const { run, token, listedJob } = step;
	const { manifest, manifestFile, folder, temporaryFolder, environment } = layOut(step, state);
	const declared = manifest[phase] === void 0 ? void 0 : resolve(manifestFile, "..", manifest[phase]);
	const entry = (phase === "main" ? step.entry : step.postEntry) ?? declared;
	if (entry === void 0) throw new Error("the action has no post step");
	const inputs = step.inputs ?? {};
	const output = new Output(join(folder, "output"));
	const child = spawn(process.execPath, [...step.hurried === true ? ["--import", hurry] : [], entry], {
		cwd: step.workspace,
		env: environment,
		stdio: [
			"ignore",
			output.writeEnd,
			output.writeEnd
		]
	});
	output.started();
	const result = ended(child, output).then(({ exitCode, signal }) => {
		const read = (name) => readFileSync(join(folder, commandFiles[name]), "utf8");
		const commands = parseWorkflowCommands(output.text);
		const unexpected = unexpectedInputs(manifest, inputs);
		const warnings = unexpected === void 0 ? [] : [{
			level: "warning",
			message: unexpected
		}];
		const saved = parseCommandFile(read("GITHUB_STATE"));
		return {
			exitCode,
			signal,
			output: output.text,
			outputs: parseCommandFile(read("GITHUB_OUTPUT")),
			summary: shownSummary(read("GITHUB_STEP_SUMMARY")),
			state: saved,
			exported: parseCommandFile(read("GITHUB_ENV")),
			addedPaths: read("GITHUB_PATH").split("\n").filter(Boolean),
			annotations: [...warnings, ...commands.annotations],
			commands,
			run,
			listedJob,
			token,
			temporaryFolder,
			runPost: () => start(step, "post", {
				...state,
				...saved
			}).result
		};
	});
	return {
		pid: child.pid ?? -1,
		result,
		waitForOutput: (pattern) => output.waitFor(pattern),
		kill: (signal) => void child.kill(signal),
		cancel: async () => {
			child.kill("SIGINT");
			await Promise.race([result, setTimeout(7500, void 0, { ref: false })]);
			child.kill("SIGTERM");
			await Promise.race([result, setTimeout(2500, void 0, { ref: false })]);
			child.kill("SIGKILL");
			return result;
		}
	};
}
/** What the machine itself gives to every process; nothing else is inherited. */
function machineEnvironment() {
	return Object.fromEntries([
		"PATH",
		"HOME",
		"TMPDIR"
	].flatMap((name) => process.env[name] ? [[name, process.env[name]]] : []));
}
/** The end of a process and of its output; a grandchild that keeps the pipe open is not waited for. */
async function ended(child, output) {
	const [exitCode, signal] = await new Promise((settle, reject) => {
		child.once("error", reject);
		child.once("exit", (...ending) => settle(ending));
	});
	await Promise.race([output.ended, setTimeout(1e3, void 0, { ref: false })]);
	output.stop();
	return {
		exitCode,
		signal
	};
}
// test/github-loopback/reply.ts
function ok(body, headers = {}) {
	return {
		status: 200,
		headers,
		body
	};
}
/** An error as GitHub words it: `status` is repeated in the body as a string. */
function problem(status, message, documentation) {
	return {
		status,
		body: {
			message,
			documentation_url: documentation,
			status: String(status)
		}
	};
}
function notFound(documentation) {
	return problem(404, "Not Found", documentation);
}
/** `403 Resource not accessible by integration`: what a token without the permission gets. */
function notAccessible(documentation) {
	return problem(403, "Resource not accessible by integration", documentation);
}
function badCredentials() {
	return problem(401, "Bad credentials", "https://docs.github.com/rest");
}
function validationFailed(documentation, errors) {
	return {
		status: 422,
		body: {
			message: "Validation Failed",
			errors,
			documentation_url: documentation,
			status: "422"
		}
	};
}
// test/github-loopback/archive.ts
/** `/octo-org/shop/legacy.tar.gz/SHA`, as codeload.github.com calls it. */
const archivePath = /^\/(?<repository>[^/]+\/[^/]+)\/legacy\.tar\.gz\/(?<sha>[0-9a-f]{40})$/;
/** Where the API sends those who want a commit's files: another origin, with a token of its own in the address. */
function archiveAddress({ blobs }, { fullName }, { sha }) {
	return `${blobs}/${fullName}/legacy.tar.gz/${sha}?token=${tokenOf(sha)}`;
}
/** The commit's files as a gzipped tar. A client that sends the API's token to this origin is refused. */
function serveArchive(state, url, authorization) {
	const documentation = "https://docs.github.com/rest/repos/contents#download-a-repository-archive-tar";
	if (authorization !== void 0) return problem(400, "A token of the API came to another origin", documentation);
	const { repository: fullName = "", sha = "" } = archivePath.exec(url.pathname)?.groups ?? {};
	const repository = state.repositories.get(fullName);
	const commit = state.commits.get(sha);
	const isSigned = url.searchParams.get("token") === tokenOf(sha);
	if (repository === void 0 || commit === void 0 || !isSigned) return notFound(documentation);
	const name = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
	return {
		status: 200,
		headers: {
			"content-type": "application/x-gzip",
			"content-disposition": `attachment; filename=${name}.tar.gz`
		},
		body: gzipSync(tarball(name, commit))
	};
}
function tokenOf(sha) {
	return createHash("sha256").update(`archive of ${sha}`).digest("hex").slice(0, 32);
}
/** As `git archive` writes it: the commit in a global header, then everything below one folder. */
function tarball(folder, { sha, files, links }) {
	const comment = `52 comment=${sha}\n`;
	const entries = [...files].map(([path, content]) => links.has(path) ? entry(`${folder}/${path}`, "2", Buffer.of(), content.toString()) : entry(`${folder}/${path}`, "0", content));
	const end = Buffer.alloc(1024);
	return Buffer.concat([
		entry("pax_global_header", "g", Buffer.from(comment)),
		entry(`${folder}/`, "5", Buffer.of()),
		...entries,
		end
	]);
}
/** One entry: a header of 512 bytes (POSIX.1-1988, "ustar"), and the content in blocks of the same size. */
function entry(path, type, content, link = "") {
	const [prefix, name] = split(path);
	const header = Buffer.alloc(512);
	header.write(name, 0);
	header.write(octal(type === "5" ? 509 : 436, 8), 100);
	header.write(octal(0, 8) + octal(0, 8), 108);
	header.write(octal(content.length, 12) + octal(0, 12), 124);
	header.write(" ".repeat(8), 148);
	header.write(type, 156);
	header.write(link, 157);
	header.write("ustar\x0000", 257);
	header.write(prefix, 345);
	header.write(`${octal(header.reduce((sum, byte) => sum + byte), 7)} `, 148);
	return Buffer.concat([
		header,
		content,
		Buffer.alloc((512 - content.length % 512) % 512)
	]);
}
/** A name holds 100 bytes; what is before one of its slashes may go into a prefix of 155. */
function split(path) {
	if (Buffer.byteLength(path) <= 100) return ["", path];
	const slash = path.indexOf("/", path.length - 101);
	if (slash < 0 || slash > 155) throw new Error(`${path} is too long for the loopback's archives`);
	return [path.slice(0, slash), path.slice(slash + 1)];
}
function octal(number, length) {
	return `${number.toString(8).padStart(length - 1, "0")}\0`;
}
/** GitHub's artifact service and the blob storage behind it, as far as an upload and a download need them. */
var ArtifactService = class {
	#state;
	#blobs;
	#backends = /* @__PURE__ */ new Map();
	#uploads = /* @__PURE__ */ new Map();
	#downloads = /* @__PURE__ */ new Map();
	/** Whoever knows it may read and write, as with Azure's signatures. */
	#signature = randomUUID();
	/** `blobs` is the origin of the storage. */
	constructor(state, blobs) {
		this.#state = state;
		this.#blobs = blobs;
	}
	/** `ACTIONS_RUNTIME_TOKEN` of a job of this attempt: an unsigned JWT, of which clients read `scp` only. */
	runtimeToken(repository, run) {
		const backendId = randomUUID();
		this.#backends.set(backendId, {
			repository,
			run,
			attempt: run.attempt
		});
		const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
		const scp = `Actions.ExampleScope Actions.Results:${backendId}:${randomUUID()}`;
		return `${part({
			alg: "none",
			typ: "JWT"
		})}.${part({ scp })}.`;
	}
	/** Where the artifact may be downloaded without a token. */
	signedUrl(artifact) {
		this.#downloads.set(String(artifact.id), artifact);
		return `${this.#blobs}/downloads/${artifact.id}?sig=${this.#signature}`;
	}
	/** Answers a Twirp call of the artifact service. */
	twirp(method, authorization, body) {
		const backendId = field(body, "workflow_run_backend_id");
		const name = field(body, "name");
		const backend = this.#backends.get(backendId);
		if (backend === void 0 || backendOf(authorization) !== backendId) return twirpError(401, "unauthenticated", "invalid token");
		if (method === "CreateArtifact") return this.#create(backendId, backend, name, body);
		if (method === "FinalizeArtifact") return this.#finalize(backendId, backend, name, body);
		if (method === "ListArtifacts") return this.#list(backendId, backend, field(body, "id_filter"));
		if (method === "GetSignedArtifactURL") {
			const found = this.#finished(backend, name);
			return found === void 0 ? twirpError(404, "not_found", "no such artifact") : ok({ signed_url: this.signedUrl(found) });
		}
		return twirpError(404, "bad_route", `no handler for ${method}`);
	}
	/** Answers a request to the blob storage. */
	blob(method, url, authorization, body) {
		if (authorization !== void 0) return azureError(401, "InvalidAuthenticationInfo");
		if (url.searchParams.get("sig") !== this.#signature) return azureError(403, "AuthenticationFailed");
		const [, kind, id = ""] = url.pathname.split("/");
		const artifact = kind === "downloads" ? this.#downloads.get(id) : void 0;
		if (method === "GET" && artifact !== void 0) return {
			status: 200,
			...served(artifact)
		};
		const upload = kind === "uploads" ? this.#uploads.get(id) : void 0;
		if (method !== "PUT" || upload === void 0) return azureError(404, "BlobNotFound");
		return put(upload, url.searchParams, body);
	}
	#create(backendId, backend, name, body) {
		if (name === "") return twirpError(400, "invalid_argument", "name is required");
		if (this.#finished(backend, name) !== void 0 || this.#upload(backendId, name) !== void 0) return twirpError(409, "already_exists", "an artifact with this name already exists on the workflow run");
		const expires = field(body, "expires_at");
		const id = randomUUID();
		this.#uploads.set(id, {
			name,
			backendId,
			mimeType: field(body, "mime_type") || "application/octet-stream",
			expiresAt: expires === "" ? void 0 : new Date(expires),
			blocks: /* @__PURE__ */ new Map(),
			content: void 0
		});
		return ok({
			ok: true,
			signed_upload_url: `${this.#blobs}/uploads/${id}?sig=${this.#signature}`
		});
	}
	#finalize(backendId, backend, name, body) {
		const [id, upload] = this.#upload(backendId, name) ?? [];
		if (id === void 0 || upload?.content === void 0) return twirpError(404, "not_found", "no such upload");
		const digest = `sha256:${createHash("sha256").update(upload.content).digest("hex")}`;
		if (field(body, "size") !== String(upload.content.length) || field(body, "hash") !== digest) return twirpError(400, "invalid_argument", "size or hash differ from what was uploaded");
		this.#uploads.delete(id);
		const artifact = this.#state.addArtifact(backend.repository, backend.run, {
			name,
			mimeType: upload.mimeType,
			content: upload.content,
			...upload.expiresAt === void 0 ? {} : { expiresAt: upload.expiresAt }
		});
		return ok({
			ok: true,
			artifact_id: String(artifact.id)
		});
	}
	/** `id` is empty where all are asked for. */
	#list(backendId, backend, id) {
		const wanted = this.#all(backend).filter((artifact) => id === "" || String(artifact.id) === id);
		const ids = {
			workflow_run_backend_id: backendId,
			workflow_job_run_backend_id: backendId
		};
		return ok({ artifacts: wanted.map(({ id: database, name, content }) => ({
			...ids,
			database_id: String(database),
			name,
			size: String(content.length)
		})) });
	}
	#finished(backend, name) {
		return this.#all(backend).find((artifact) => artifact.name === name);
	}
	#all({ repository, run, attempt }) {
		return [...repository.artifacts.values()].filter((artifact) => artifact.runId === run.id && artifact.attempt === attempt);
	}
	#upload(backendId, name) {
		const run = this.#backends.get(backendId)?.run;
		return [...this.#uploads].find(([, upload]) => upload.name === name && this.#backends.get(upload.backendId)?.run === run);
	}
};
/** How an artifact is served: with its own type, under its own name (a zipped one has `.zip` added). */
function served(artifact) {
	const zipped = artifact.mimeType === "application/zip";
	const fileName = encodeURIComponent(zipped ? `${artifact.name}.zip` : artifact.name);
	return {
		headers: {
			"content-type": artifact.mimeType,
			"content-disposition": `${zipped ? "attachment" : "inline"}; filename*=UTF-8''${fileName}`
		},
		body: artifact.content
	};
}
/** The two halves of an upload: blocks in any order, then the list that puts them in order. */
function put(upload, query, body) {
	const created = {
		status: 201,
		headers: {
			etag: "\"0x1\"",
			"last-modified": (/* @__PURE__ */ new Date(0)).toUTCString(),
			"x-ms-request-id": randomUUID()
		}
	};
	const blockId = query.get("blockid");
	if (query.get("comp") === "block" && blockId !== null) {
		upload.blocks.set(blockId, body);
		return created;
	}
	if (query.get("comp") === "blocklist") {
		const blocks = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id = ""]) => id).map((id) => upload.blocks.get(id));
		if (!blocks.every((block) => block !== void 0)) return azureError(400, "InvalidBlockList");
		upload.content = Buffer.concat(blocks);
		return created;
	}
	return azureError(400, "InvalidQueryParameterValue");
}
function backendOf(authorization) {
	const payload = authorization?.split(".")[1];
	if (payload === void 0) return void 0;
	return /Actions\.Results:([^:"]+):/.exec(Buffer.from(payload, "base64url").toString())?.[1];
}
function twirpError(status, code, msg) {
	return {
		status,
		body: {
			code,
			msg
		}
	};
}
function azureError(status, code) {
	const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
	return {
		status,
		headers: {
			"content-type": "application/xml",
			"x-ms-error-code": code
		},
		body
	};
}
/** A member of a Twirp request as text; empty where it is missing. */
function field(body, name) {
	const value = typeof body === "object" && body !== null ? Reflect.get(body, name) : void 0;
	return typeof value === "string" ? value : "";
}
// test/github-loopback/failures.ts
/** The share of its bytes after which an answer breaks off; null where it does not. */
function breaksOffAt(failure) {
	if (failure === "break-off") return { breaksOffAt: .5 };
	return typeof failure === "object" && "breaksOffAt" in failure ? failure : null;
}
/** Failures that tests have ordered and that no request has met yet. */
var PlannedFailures = class {
	#planned = [];
	add(matcher, failure, times) {
		this.#planned.push({
			matcher,
			failure,
			left: times
		});
	}
	/** The failure this request shall meet, which is used up by it. */
	take(method, url) {
		const planned = this.#planned.find(({ matcher, left }) => left > 0 && matches(matcher, method, url));
		if (planned === void 0) return void 0;
		planned.left -= 1;
		return planned.failure;
	}
};
function matches(matcher, method, url) {
	if (matcher.method !== void 0 && matcher.method !== method) return false;
	if (matcher.query !== void 0 && !url.search.includes(matcher.query)) return false;
	if (matcher.path === void 0) return true;
	return typeof matcher.path === "string" ? url.pathname.includes(matcher.path) : matcher.path.test(url.pathname);
}
/** The answer of a failing GitHub. */
function failureReply(failure) {
	if (failure === "secondary-rate-limit") return {
		status: 403,
		headers: { "retry-after": "60" },
		body: {
			documentation_url: "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits",
			message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID 0400:1A2B:3C4D5E:6F7A8B:9C0D1E2F."
		}
	};
	if (failure === "primary-rate-limit") return {
		status: 403,
		headers: {
			"x-ratelimit-limit": "1000",
			"x-ratelimit-remaining": "0",
			"x-ratelimit-reset": String(Math.floor(Date.now() / 1e3) + 2400),
			"x-ratelimit-resource": "core"
		},
		body: {
			message: "API rate limit exceeded for installation ID 1.",
			documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api"
		}
	};
	if (failure === 503 || failure === 504) return {
		status: failure,
		headers: { "content-type": "text/html" },
		body: Buffer.from("<!DOCTYPE html>\n<title>Unicorn! &middot; GitHub</title>\n<p>No server is currently available.")
	};
	return {
		status: failure,
		body: { message: failure >= 500 ? "Server Error" : "Injected failure" }
	};
}
// test/github-loopback/graphql.ts
/** The fields the loopback knows by itself; a test may add to the server's map. */
const graphqlFields = /* @__PURE__ */ new Map([
	["viewer", ({ token }) => ({ data: { login: token.actor } })],
	["node", commentHistory],
	["createCommitOnBranch", createCommitOnBranch]
]);
/**
* Answers `POST /graphql`: the first field of the root decides, arguments are taken from `variables` alone.
* That is a small part of GraphQL, and enough for a client that sends fixed documents.
*/
function answerGraphql(fields, body, call, check = () => []) {
	const query = member(body, "query");
	const root = typeof query === "string" ? rootField.exec(query)?.[1] : void 0;
	if (root === void 0) return {
		reply: problem(400, "Problems parsing JSON", "https://docs.github.com/graphql/guides/forming-calls-with-graphql"),
		violation: "POST /graphql: no query"
	};
	const field = fields.get(root);
	if (field === void 0) {
		const message = `Field '${root}' doesn't exist on type 'Query'`;
		return {
			reply: ok({ errors: [{
				path: ["query", root],
				message
			}] }),
			violation: `POST /graphql: ${message}`
		};
	}
	const given = member(body, "variables");
	const variables = isRecord(given) ? given : {};
	const [mistake] = check(String(query), variables);
	if (mistake !== void 0) return {
		reply: ok({ errors: [{
			path: [root],
			message: mistake
		}] }),
		violation: `POST /graphql: ${mistake}`
	};
	const outcome = field({
		...call,
		variables
	});
	if ("lost" in outcome) return { reply: {
		status: outcome.lost,
		body: { message: "Server Error" }
	} };
	if ("data" in outcome) return { reply: ok({ data: { [root]: outcome.data } }) };
	return { reply: ok({
		data: { [root]: null },
		errors: [{
			path: [root],
			...outcome.error
		}]
	}) };
}
/** `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { …` */
const rootField = /^\s*(?:(?:query|mutation)\b[^{]*)?\{\s*(\w+)/;
const readComments = [{
	scope: "issues",
	access: "read"
}, {
	scope: "pull-requests",
	access: "read"
}];
/** A comment with its versions, newest first; other nodes are not known. */
function commentHistory({ state, token, variables }) {
	for (const fullName of token.repositories) for (const { comments } of state.repositories.get(fullName)?.pullRequests.values() ?? []) {
		const comment = comments.find(({ id }) => nodeId("IssueComment", id) === variables.id);
		if (comment === void 0) continue;
		if (!satisfies(token.permissions, readComments)) return { error: {
			type: "FORBIDDEN",
			message: "Resource not accessible by integration"
		} };
		return { data: { userContentEdits: { nodes: comment.versions.toReversed().map(({ body, at }) => ({
			diff: body,
			editedAt: timestamp(at)
		})) } } };
	}
	return { error: {
		type: "NOT_FOUND",
		message: `Could not resolve to a node with the global id of '${String(variables.id)}'`
	} };
}
const writeContents = [{
	scope: "contents",
	access: "write"
}];
/** Commits file changes to a branch, if its head is still the expected one. */
function createCommitOnBranch({ state, token, variables, server }) {
	const input = variables.input;
	const branch = member(input, "branch");
	const branchName = text(member(branch, "branchName")).replace(/^refs\/heads\//, "");
	const repository = reachable(state, token, text(member(branch, "repositoryNameWithOwner")));
	const head = repository?.branches.get(branchName);
	if (repository === void 0 || head === void 0) return { error: {
		type: "NOT_FOUND",
		message: "Could not resolve to a Ref."
	} };
	if (!satisfies(token.permissions, writeContents)) return { error: {
		type: "FORBIDDEN",
		message: "Resource not accessible by integration"
	} };
	const expected = text(member(input, "expectedHeadOid"));
	if (head !== expected) return { error: {
		type: "STALE_DATA",
		message: `Expected branch to point to "${expected}" but it did not. Pull and try again.`
	} };
	const changes = member(input, "fileChanges");
	const files = {};
	for (const removed of list(member(changes, "deletions"))) files[text(member(removed, "path"))] = null;
	for (const added of list(member(changes, "additions"))) files[text(member(added, "path"))] = Buffer.from(text(member(added, "contents")), "base64");
	const message = member(input, "message");
	const lines = [text(member(message, "headline")), text(member(message, "body"))];
	const commit = state.addCommit(repository, branchName, {
		author: token.actor,
		message: lines.filter((line) => line !== "").join("\n\n"),
		files
	});
	for (const pull of repository.pullRequests.values()) if (pull.head.repository === repository.fullName && pull.head.ref === branchName) state.pushed(repository, pull);
	const url = `${server}/${repository.fullName}/commit/${commit.sha}`;
	return { data: {
		commit: {
			oid: commit.sha,
			url
		},
		ref: { name: branchName }
	} };
}
function reachable(state, token, fullName) {
	return token.repositories.includes(fullName) ? state.repositories.get(fullName) : void 0;
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function member(value, name) {
	return isRecord(value) ? value[name] : void 0;
}
function text(value) {
	return typeof value === "string" ? value : "";
}
function list(value) {
	return Array.isArray(value) ? value : [];
}
// test/github-loopback/pagination.ts
/** Cuts out the page that `page` and `per_page` (30, at most 100) ask for, with GitHub's `Link` header. */
function paginate(all, url) {
	const perPage = Math.min(100, positive(url.searchParams.get("per_page"), 30));
	const page = positive(url.searchParams.get("page"), 1);
	const last = Math.max(1, Math.ceil(all.length / perPage));
	const link = (relation, number) => {
		const target = new URL(url);
		target.searchParams.set("page", String(number));
		return `<${target.href}>; rel="${relation}"`;
	};
	const links = [
		...page > 1 ? [link("prev", page - 1)] : [],
		...page < last ? [link("next", page + 1), link("last", last)] : [],
		...page > 1 ? [link("first", 1)] : []
	];
	return {
		items: all.slice((page - 1) * perPage, page * perPage),
		headers: links.length > 0 ? { link: links.join(", ") } : {}
	};
}
function positive(text, otherwise) {
	const number = Number(text);
	return Number.isInteger(number) && number > 0 ? number : otherwise;
}
// test/github-loopback/show-runs.ts
/** A workflow run. */
function showRun(show, repository, run) {
	const { id, name, event, status, conclusion } = run;
	const url = `${show.api(repository)}/actions/runs/${id}`;
	const head = show.state.repositories.get(run.headRepository) ?? repository;
	const headCommit = show.state.commits.get(run.headSha);
	const date = timestamp(run.createdAt);
	return {
		id,
		name,
		node_id: nodeId("WorkflowRun", id),
		head_branch: run.headBranch,
		head_sha: run.headSha,
		path: run.workflowPath,
		display_title: headCommit?.message ?? name,
		run_number: run.number,
		run_attempt: run.attempt,
		event,
		status,
		conclusion,
		workflow_id: run.workflowId,
		check_suite_id: id,
		check_suite_node_id: nodeId("CheckSuite", id),
		url,
		html_url: `${show.page(repository)}/actions/runs/${id}`,
		pull_requests: head === repository ? pullRequestsOf(show, repository, run.headSha) : [],
		created_at: date,
		updated_at: date,
		run_started_at: date,
		actor: show.user(run.actor),
		triggering_actor: show.user(run.actor),
		jobs_url: `${url}/jobs`,
		logs_url: `${url}/logs`,
		check_suite_url: `${show.api(repository)}/check-suites/${id}`,
		artifacts_url: `${url}/artifacts`,
		cancel_url: `${url}/cancel`,
		rerun_url: `${url}/rerun`,
		previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
		workflow_url: `${show.api(repository)}/actions/workflows/${run.workflowId}`,
		head_commit: {
			id: run.headSha,
			tree_id: run.headSha,
			message: headCommit?.message ?? "",
			timestamp: date,
			author: {
				name: run.actor,
				email: `${run.actor}@users.noreply.github.com`
			},
			committer: {
				name: run.actor,
				email: `${run.actor}@users.noreply.github.com`
			}
		},
		repository: show.repository(repository),
		head_repository: {
			...show.repository(head),
			fork: head !== repository
		}
	};
}
/** A job, without its steps. */
function showJob(show, repository, run, job) {
	const { id, name, attempt, status, conclusion } = job;
	const date = timestamp(job.createdAt);
	return {
		id,
		run_id: run.id,
		workflow_name: run.name,
		head_branch: run.headBranch,
		run_url: `${show.api(repository)}/actions/runs/${run.id}`,
		run_attempt: attempt,
		node_id: nodeId("CheckRun", id),
		head_sha: run.headSha,
		url: `${show.api(repository)}/actions/jobs/${id}`,
		html_url: `${show.page(repository)}/actions/runs/${run.id}/job/${id}`,
		status,
		conclusion,
		created_at: date,
		started_at: date,
		completed_at: status === "completed" ? date : null,
		name,
		steps: [],
		check_run_url: `${show.api(repository)}/check-runs/${id}`,
		labels: ["ubuntu-24.04"],
		runner_id: 1,
		runner_name: "GitHub Actions 1",
		runner_group_id: 0,
		runner_group_name: "GitHub Actions"
	};
}
/** An artifact, without its content. */
function showArtifact(show, repository, artifact) {
	const { id, name, content, promisedBytes, runId } = artifact;
	const run = repository.runs.get(runId);
	const url = `${show.api(repository)}/actions/artifacts/${id}`;
	return {
		id,
		node_id: nodeId("Artifact", id),
		name,
		size_in_bytes: promisedBytes ?? content.length,
		url,
		archive_download_url: `${url}/zip`,
		expired: artifact.expiresAt <= show.state.now(),
		created_at: timestamp(artifact.createdAt),
		updated_at: timestamp(artifact.createdAt),
		expires_at: timestamp(artifact.expiresAt),
		digest: `sha256:${createHash("sha256").update(content).digest("hex")}`,
		workflow_run: run && {
			id: runId,
			repository_id: repository.id,
			head_repository_id: show.state.repositories.get(run.headRepository)?.id ?? repository.id,
			head_branch: run.headBranch,
			head_sha: run.headSha
		}
	};
}
function pullRequestsOf(show, repository, headSha) {
	const reference = {
		id: repository.id,
		url: show.api(repository),
		name: repository.name
	};
	return [...repository.pullRequests.values()].filter(({ state, head }) => state === "open" && head.sha === headSha).map(({ id, number, head, base }) => ({
		id,
		number,
		url: `${show.api(repository)}/pulls/${number}`,
		head: {
			ref: head.ref,
			sha: head.sha,
			repo: reference
		},
		base: {
			ref: base.ref,
			sha: base.sha,
			repo: reference
		}
	}));
}
// test/github-loopback/rest-actions.ts
const runs = "https://docs.github.com/rest/actions/workflow-runs";
const jobs = "https://docs.github.com/rest/actions/workflow-jobs";
const artifacts = "https://docs.github.com/rest/actions/artifacts";
const needs = [{
	scope: "actions",
	access: "read"
}];
/** Workflow runs and their artifacts; `signedUrl` makes the address from which an artifact is downloaded. */
function actionsRoutes(signedUrl) {
	return [
		{
			method: "GET",
			path: "/repos/{owner}/{repo}/actions/runs",
			documentation: `${runs}#list-workflow-runs-for-a-repository`,
			needs,
			handle: (call) => listRuns(call, () => true)
		},
		{
			method: "GET",
			path: "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
			documentation: `${runs}#list-workflow-runs-for-a-workflow`,
			needs,
			handle: (call) => {
				const workflow = call.parameter("workflow_id");
				const isOf = (run) => String(run.workflowId) === workflow || run.workflowPath === `.github/workflows/${workflow}`;
				return [...call.repository.runs.values()].some(isOf) ? listRuns(call, isOf) : notFound(call.documentation);
			}
		},
		{
			method: "GET",
			path: "/repos/{owner}/{repo}/actions/runs/{run_id}",
			documentation: `${runs}#get-a-workflow-run`,
			needs,
			handle: (call) => {
				const run = call.repository.runs.get(Number(call.parameter("run_id")));
				return run === void 0 ? notFound(call.documentation) : ok(showRun(call.show, call.repository, run));
			}
		},
		{
			method: "GET",
			path: "/repos/{owner}/{repo}/actions/runs/{run_id}/jobs",
			documentation: `${jobs}#list-jobs-for-a-workflow-run`,
			needs,
			handle: (call) => listJobs(call, call.url.searchParams.get("filter") === "all" ? () => true : isLatest)
		},
		{
			method: "GET",
			path: "/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs",
			documentation: `${jobs}#list-jobs-for-a-workflow-run-attempt`,
			needs,
			handle: (call) => listJobs(call, ({ attempt }) => attempt === Number(call.parameter("attempt_number")))
		},
		{
			method: "GET",
			path: "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
			documentation: `${artifacts}#list-workflow-run-artifacts`,
			needs,
			handle: listArtifacts
		},
		{
			method: "GET",
			path: "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}",
			documentation: `${artifacts}#get-an-artifact`,
			needs,
			handle: (call) => withArtifact(call, (artifact) => ok(showArtifact(call.show, call.repository, artifact)))
		},
		{
			method: "GET",
			path: "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
			documentation: `${artifacts}#download-an-artifact`,
			needs,
			neverPublic: true,
			handle: (call) => withArtifact(call, (artifact) => {
				if (artifact.expiresAt <= call.state.now()) return problem(410, "Artifact has expired", call.documentation);
				return {
					status: 302,
					headers: { location: signedUrl(artifact) }
				};
			})
		}
	];
}
function listRuns(call, isOf) {
	const query = call.url.searchParams;
	const asked = (name, value) => !query.has(name) || query.get(name) === value;
	const listed = [...call.repository.runs.values()].filter(isOf).filter((run) => asked("event", run.event) && asked("branch", run.headBranch) && asked("actor", run.actor)).filter((run) => asked("head_sha", run.headSha)).filter((run) => asked("status", run.status) || asked("status", run.conclusion)).sort((a, b) => b.id - a.id);
	const { items, headers } = paginate(listed, call.url);
	const shown = items.map((run) => showRun(call.show, call.repository, run));
	return ok({
		total_count: listed.length,
		workflow_runs: shown
	}, headers);
}
function listJobs(call, isListed) {
	const run = call.repository.runs.get(Number(call.parameter("run_id")));
	if (run === void 0) return notFound(call.documentation);
	const all = [...call.repository.jobs.values()].filter(({ runId }) => runId === run.id);
	const listed = all.filter((job) => isListed(job, all));
	const { items, headers } = paginate(listed, call.url);
	const shown = items.map((job) => showJob(call.show, call.repository, run, job));
	return ok({
		total_count: listed.length,
		jobs: shown
	}, headers);
}
/** Whether no later attempt has a job of that name: one that was not run again counts as it ended. */
function isLatest({ name, attempt }, all) {
	return !all.some((other) => other.name === name && other.attempt > attempt);
}
function listArtifacts(call) {
	const run = call.repository.runs.get(Number(call.parameter("run_id")));
	if (run === void 0) return notFound(call.documentation);
	const name = call.url.searchParams.get("name");
	const oldestFirst = call.url.searchParams.get("direction") === "asc";
	const listed = [...call.repository.artifacts.values()].filter((artifact) => artifact.runId === run.id && (name === null || artifact.name === name)).sort((a, b) => oldestFirst ? a.id - b.id : b.id - a.id);
	const { items, headers } = paginate(listed, call.url);
	const shown = items.map((artifact) => showArtifact(call.show, call.repository, artifact));
	return ok({
		total_count: listed.length,
		artifacts: shown
	}, headers);
}
function withArtifact(call, use) {
	const artifact = call.repository.artifacts.get(Number(call.parameter("artifact_id")));
	return artifact === void 0 ? notFound(call.documentation) : use(artifact);
}
// test/github-loopback/rest-comments.ts
const pages = "https://docs.github.com/rest/issues/comments";
const read = [{
	scope: "issues",
	access: "read"
}, {
	scope: "pull-requests",
	access: "read"
}];
const write = [{
	scope: "issues",
	access: "write"
}, {
	scope: "pull-requests",
	access: "write"
}];
/** The longest comment GitHub takes, in characters. */
const longestComment = 65536;
/** Comments of pull requests, which are issue comments to the REST API. */
const commentRoutes = [
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
		documentation: `${pages}#list-issue-comments`,
		needs: read,
		handle: (call) => {
			const pullRequest = call.repository.pullRequests.get(Number(call.parameter("issue_number")));
			if (pullRequest === void 0) return notFound(call.documentation);
			const since = call.url.searchParams.get("since");
			const { items, headers } = paginate(pullRequest.comments.filter(({ updatedAt }) => since === null || updatedAt >= new Date(since)), call.url);
			return ok(items.map((comment) => call.show.comment(call.repository, pullRequest.number, comment)), headers);
		}
	},
	{
		method: "POST",
		path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
		documentation: `${pages}#create-an-issue-comment`,
		needs: write,
		handle: (call) => {
			const pullRequest = call.repository.pullRequests.get(Number(call.parameter("issue_number")));
			if (pullRequest === void 0) return notFound(call.documentation);
			return withBody(call, (body) => {
				const comment = call.state.addComment(pullRequest, {
					author: call.token.actor,
					body
				});
				return {
					...shown(call, {
						pullRequest,
						comment
					}),
					status: 201
				};
			});
		}
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/issues/comments/{comment_id}",
		documentation: `${pages}#get-an-issue-comment`,
		needs: read,
		handle: (call) => withComment(call, (found) => shown(call, found))
	},
	{
		method: "PATCH",
		path: "/repos/{owner}/{repo}/issues/comments/{comment_id}",
		documentation: `${pages}#update-an-issue-comment`,
		needs: write,
		handle: (call) => withComment(call, (found) => withBody(call, (body) => {
			call.state.editComment(found.comment, body);
			return shown(call, found);
		}))
	},
	{
		method: "DELETE",
		path: "/repos/{owner}/{repo}/issues/comments/{comment_id}",
		documentation: `${pages}#delete-an-issue-comment`,
		needs: write,
		handle: (call) => withComment(call, ({ pullRequest, comment }) => {
			pullRequest.comments.splice(pullRequest.comments.indexOf(comment), 1);
			return { status: 204 };
		})
	}
];
function withComment(call, use) {
	const id = Number(call.parameter("comment_id"));
	for (const pullRequest of call.repository.pullRequests.values()) {
		const comment = pullRequest.comments.find((candidate) => candidate.id === id);
		if (comment !== void 0) return use({
			pullRequest,
			comment
		});
	}
	return notFound(call.documentation);
}
function withBody({ body, documentation }, use) {
	const text = typeof body === "object" && body !== null && "body" in body ? body.body : void 0;
	const refuse = (message) => validationFailed(documentation, [{
		resource: "IssueComment",
		code: "unprocessable",
		field: "data",
		message
	}]);
	if (typeof text !== "string" || text.trim() === "") return refuse("Body cannot be blank");
	if ([...text].length > 65536) return refuse(`Body is too long (maximum is ${longestComment} characters)`);
	return use(text);
}
function shown({ show, repository }, { pullRequest, comment }) {
	return ok(show.comment(repository, pullRequest.number, comment));
}
// test/github-loopback/show-commits.ts
/** A commit as the commits API shows it, without its files. */
function showCommit(show, repository, commit) {
	const { sha, message } = commit;
	const dated = {
		name: commit.author,
		email: `${commit.author}@users.noreply.github.com`,
		date: timestamp(commit.date)
	};
	return {
		sha,
		node_id: nodeId("Commit", sha),
		url: `${show.api(repository)}/commits/${sha}`,
		html_url: `${show.page(repository)}/commit/${sha}`,
		comments_url: `${show.api(repository)}/commits/${sha}/comments`,
		commit: {
			author: dated,
			committer: dated,
			message,
			tree: {
				sha,
				url: `${show.api(repository)}/git/trees/${sha}`
			},
			url: `${show.api(repository)}/git/commits/${sha}`,
			comment_count: 0,
			verification: {
				verified: false,
				reason: "unsigned",
				signature: null,
				payload: null,
				verified_at: null
			}
		},
		author: show.user(commit.author),
		committer: show.user(commit.author),
		parents: commit.parents.map((parent) => ({
			sha: parent,
			url: `${show.api(repository)}/commits/${parent}`,
			html_url: `${show.page(repository)}/commit/${parent}`
		}))
	};
}
/** A file as the contents API lists it, without its content. */
function showFile(show, repository, commit, path, content) {
	const sha = blobSha(content);
	const url = `${show.api(repository)}/contents/${path}?ref=${commit.sha}`;
	const html = `${show.page(repository)}/blob/${commit.sha}/${path}`;
	const git = `${show.api(repository)}/git/blobs/${sha}`;
	return {
		type: "file",
		name: path.split("/").at(-1) ?? "",
		path,
		sha,
		size: content.length,
		url,
		html_url: html,
		git_url: git,
		download_url: `${show.page(repository)}/raw/${commit.sha}/${path}`,
		_links: {
			self: url,
			git,
			html
		}
	};
}
/** The name git gives to a file's content. */
function blobSha(content) {
	return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
// test/github-loopback/changed-files.ts
/** What a commit reaches through its parents, itself first, nearest first. */
function* ancestors(state, sha) {
	const seen = /* @__PURE__ */ new Set();
	const pending = [sha];
	for (let next = pending.shift(); next !== void 0; next = pending.shift()) {
		const commit = state.commits.get(next);
		if (commit === void 0 || seen.has(next)) continue;
		seen.add(next);
		yield commit;
		pending.push(...commit.parents);
	}
}
/** The commit from which two histories part; undefined where they have nothing in common. */
function mergeBase(state, base, head) {
	const reachable = new Set([...ancestors(state, base)].map(({ sha }) => sha));
	return [...ancestors(state, head)].find(({ sha }) => reachable.has(sha));
}
/** The files that `head` changes since it left `base`, by path, as the API lists them (without patches). */
function changedFiles({ state, repository, addresses }, base, head) {
	const before = mergeBase(state, base, head)?.files ?? /* @__PURE__ */ new Map();
	const after = state.commits.get(head)?.files ?? /* @__PURE__ */ new Map();
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort().flatMap((path) => {
		const old = before.get(path);
		const now = after.get(path);
		const content = now ?? old;
		if (content === void 0 || old !== void 0 && now?.equals(old) === true) return [];
		const status = old === void 0 ? "added" : now === void 0 ? "removed" : "modified";
		const additions = now === void 0 ? 0 : lineCount(now);
		const deletions = old === void 0 ? 0 : lineCount(old);
		const page = `${addresses.server}/${repository.fullName}`;
		return [{
			sha: blobSha(content),
			filename: path,
			status,
			additions,
			deletions,
			changes: additions + deletions,
			blob_url: `${page}/blob/${head}/${path}`,
			raw_url: `${page}/raw/${head}/${path}`,
			contents_url: `${addresses.api}/repos/${repository.fullName}/contents/${path}?ref=${head}`
		}];
	});
}
function lineCount(content) {
	return content.toString().split("\n").length - 1;
}
// test/github-loopback/rest-pulls.ts
const pulls = "https://docs.github.com/rest/pulls/pulls";
const labels = "https://docs.github.com/rest/issues/labels";
const readPulls = [{
	scope: "pull-requests",
	access: "read"
}];
const readEither = [{
	scope: "issues",
	access: "read"
}, {
	scope: "pull-requests",
	access: "read"
}];
/** Pull requests and their labels. */
const pullRoutes = [
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/pulls",
		documentation: `${pulls}#list-pull-requests`,
		needs: readPulls,
		handle: (call) => {
			const query = call.url.searchParams;
			const state = query.get("state") ?? "open";
			const head = query.get("head");
			const base = query.get("base");
			const { items, headers } = paginate([...call.repository.pullRequests.values()].filter((pull) => state === "all" || pull.state === state).filter((pull) => head === null || `${pull.head.repository.split("/")[0]}:${pull.head.ref}` === head).filter((pull) => base === null || pull.base.ref === base).sort((a, b) => b.number - a.number), call.url);
			return ok(items.map((pull) => call.show.pullRequest(call.repository, pull)), headers);
		}
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/pulls/{pull_number}",
		documentation: `${pulls}#get-a-pull-request`,
		needs: readPulls,
		handle: (call) => withPull(call, "pull_number", (pull) => ok(call.show.pullRequest(call.repository, pull)))
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/pulls/{pull_number}/files",
		documentation: `${pulls}#list-pull-requests-files`,
		needs: readPulls,
		handle: (call) => withPull(call, "pull_number", (pull) => {
			const { items, headers } = paginate(changedFiles(call, pull.base.sha, pull.head.sha), call.url);
			return ok(items, headers);
		})
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/issues/{issue_number}/labels",
		documentation: `${labels}#list-labels-for-an-issue`,
		needs: readEither,
		handle: (call) => withPull(call, "issue_number", (pull) => {
			const { items, headers } = paginate(call.show.labels(call.repository, pull), call.url);
			return ok(items, headers);
		})
	},
	{
		method: "DELETE",
		path: "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
		documentation: `${labels}#remove-a-label-from-an-issue`,
		needs: [{
			scope: "issues",
			access: "write"
		}, {
			scope: "pull-requests",
			access: "write"
		}],
		handle: (call) => withPull(call, "issue_number", (pull) => {
			if (!pull.labels.delete(call.parameter("name"))) return problem(404, "Label does not exist", call.documentation);
			return ok(call.show.labels(call.repository, pull));
		})
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/labels/{name}",
		documentation: `${labels}#get-a-label`,
		needs: readEither,
		handle: (call) => {
			const label = call.repository.labels.get(call.parameter("name"));
			return label === void 0 ? notFound(call.documentation) : ok(call.show.label(call.repository, label));
		}
	}
];
function withPull(call, parameter, use) {
	const pull = call.repository.pullRequests.get(Number(call.parameter(parameter)));
	return pull === void 0 ? notFound(call.documentation) : use(pull);
}
// test/github-loopback/rest-repositories.ts
const metadata = [{
	scope: "metadata",
	access: "read"
}];
const readContents = [{
	scope: "contents",
	access: "read"
}];
/** Beyond this size, the contents API leaves the content out. */
const largestInlineFile = 1048576;
/** Repositories, what is in them, and who may do what. */
const repositoryRoutes = [
	{
		method: "GET",
		path: "/repos/{owner}/{repo}",
		documentation: "https://docs.github.com/rest/repos/repos#get-a-repository",
		needs: metadata,
		handle: (call) => ok(call.show.repository(call.repository))
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/collaborators/{username}/permission",
		documentation: "https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user",
		needs: metadata,
		handle: (call) => {
			const login = call.parameter("username");
			const role = call.repository.collaborators.get(login);
			const legacy = {
				admin: "admin",
				maintain: "write",
				write: "write",
				triage: "read",
				read: "read"
			};
			const fallback = call.repository.private ? "none" : "read";
			const roleName = role ?? fallback;
			return ok({
				permission: role === void 0 ? fallback : legacy[role],
				role_name: roleName,
				user: {
					...call.show.user(login),
					role_name: roleName
				}
			});
		}
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/contents/{path*}",
		documentation: "https://docs.github.com/rest/repos/contents#get-repository-content",
		needs: readContents,
		handle: (call) => {
			const ref = call.url.searchParams.get("ref") ?? call.repository.defaultBranch;
			const commit = call.state.resolve(call.repository, ref);
			if (commit === void 0) return problem(404, `No commit found for the ref ${ref}`, call.documentation);
			return contents(call, commit);
		}
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/commits/{ref*}",
		documentation: "https://docs.github.com/rest/commits/commits#get-a-commit",
		needs: readContents,
		handle: (call) => {
			const ref = call.parameter("ref");
			const commit = call.state.resolve(call.repository, ref);
			if (commit === void 0) return problem(422, `No commit found for SHA: ${ref}`, call.documentation);
			const files = changedFiles(call, commit.parents[0] ?? "", commit.sha);
			return ok({
				...showCommit(call.show, call.repository, commit),
				stats: totals(files),
				files
			});
		}
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/tarball/{ref}",
		documentation: "https://docs.github.com/rest/repos/contents#download-a-repository-archive-tar",
		needs: readContents,
		handle: ({ state, repository, addresses, parameter, documentation }) => {
			const commit = state.resolve(repository, parameter("ref"));
			if (commit === void 0) return notFound(documentation);
			return {
				status: 302,
				headers: { location: archiveAddress(addresses, repository, commit) }
			};
		}
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/compare/{basehead*}",
		documentation: "https://docs.github.com/rest/commits/commits#compare-two-commits",
		needs: readContents,
		handle: compare
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/git/ref/{ref*}",
		documentation: "https://docs.github.com/rest/git/refs#get-a-reference",
		needs: readContents,
		handle: (call) => {
			const ref = call.parameter("ref");
			const commit = /^(heads|pull)\//.test(ref) ? call.state.resolve(call.repository, ref) : void 0;
			if (commit === void 0) return notFound(call.documentation);
			const api = `${call.addresses.api}/repos/${call.repository.fullName}/git`;
			return ok({
				ref: `refs/${ref}`,
				node_id: Buffer.from(ref).toString("base64url"),
				url: `${api}/refs/${ref}`,
				object: {
					type: "commit",
					sha: commit.sha,
					url: `${api}/commits/${commit.sha}`
				}
			});
		}
	},
	{
		method: "GET",
		path: "/repos/{owner}/{repo}/git/blobs/{file_sha}",
		documentation: "https://docs.github.com/rest/git/blobs#get-a-blob",
		needs: readContents,
		handle: (call) => {
			const sha = call.parameter("file_sha");
			const content = blobIn(call, sha);
			if (content === void 0) return notFound(call.documentation);
			const url = `${call.addresses.api}/repos/${call.repository.fullName}/git/blobs/${sha}`;
			const encoded = {
				content: content.toString("base64"),
				encoding: "base64"
			};
			return ok({
				sha,
				node_id: Buffer.from(sha).toString("base64url"),
				url,
				size: content.length,
				...encoded
			});
		}
	}
];
/** What is not below a repository. */
const globalRoutes = [{
	method: "GET",
	path: "/rate_limit",
	documentation: "https://docs.github.com/rest/rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user",
	handle: (call) => {
		const bucket = {
			limit: 1e3,
			used: 0,
			remaining: 1e3,
			reset: Math.ceil(call.state.now().getTime() / 1e3) + 3600
		};
		return ok({
			resources: {
				core: bucket,
				search: bucket,
				graphql: bucket
			},
			rate: bucket
		});
	}
}, {
	method: "GET",
	path: "/user",
	documentation: "https://docs.github.com/rest/users/users#get-the-authenticated-user",
	handle: (call) => {
		if (call.token.kind === "installation") return notAccessible(call.documentation);
		const nothing = {
			followers: 0,
			following: 0,
			public_gists: 0,
			public_repos: 0,
			blog: null,
			company: null
		};
		const since = "2020-01-01T00:00:00Z";
		const profile = {
			name: call.token.actor,
			email: null,
			bio: null,
			hireable: null,
			location: null
		};
		return ok({
			...call.show.user(call.token.actor),
			...nothing,
			...profile,
			created_at: since,
			updated_at: since
		});
	}
}];
function contents(call, commit) {
	const path = call.parameter("path").replace(/\/$/, "");
	const shown = (name, content) => showFile(call.show, call.repository, commit, name, content);
	const content = commit.files.get(path);
	if (content !== void 0) {
		if (call.headers.accept?.includes(".raw")) return {
			status: 200,
			body: content
		};
		if (content.length > largestInlineFile) return ok({
			...shown(path, content),
			encoding: "none",
			content: ""
		});
		const wrapped = content.toString("base64").replaceAll(/.{1,60}/g, "$&\n");
		return ok({
			...shown(path, content),
			encoding: "base64",
			content: wrapped
		});
	}
	const below = [...commit.files].filter(([name]) => name.startsWith(`${path}/`));
	if (below.length === 0) return notFound(call.documentation);
	const entries = /* @__PURE__ */ new Map();
	for (const [name, file] of below) {
		const [entry = "", ...deeper] = name.slice(path.length + 1).split("/");
		const entryPath = `${path}/${entry}`;
		const directory = {
			...shown(entryPath, Buffer.of()),
			type: "dir",
			download_url: null
		};
		const listed = {
			...shown(entryPath, file),
			...commit.links.has(entryPath) ? { type: "symlink" } : {}
		};
		entries.set(entry, deeper.length === 0 ? listed : directory);
	}
	return ok([...entries.values()]);
}
function blobIn({ state }, sha) {
	for (const { files } of state.commits.values()) for (const content of files.values()) if (blobSha(content) === sha) return content;
}
function compare(call) {
	const { state, repository, show, addresses } = call;
	const [base, head] = call.parameter("basehead").split("...").map((ref) => state.resolve(repository, ref));
	const common = base && head && mergeBase(state, base.sha, head.sha);
	if (base === void 0 || head === void 0 || common === void 0) return notFound(call.documentation);
	const shas = (tip) => [...ancestors(state, tip.sha)];
	const onlyIn = (tip, other) => {
		const known = new Set(shas(other).map(({ sha }) => sha));
		return shas(tip).filter(({ sha }) => !known.has(sha));
	};
	const ahead = onlyIn(head, base).reverse();
	const behind = onlyIn(base, head).length;
	const { items, headers } = paginate(ahead, call.url);
	const page = `${addresses.server}/${repository.fullName}/compare/${base.sha}...${head.sha}`;
	return ok({
		url: `${addresses.api}/repos/${repository.fullName}/compare/${base.sha}...${head.sha}`,
		html_url: page,
		permalink_url: page,
		diff_url: `${page}.diff`,
		patch_url: `${page}.patch`,
		base_commit: showCommit(show, repository, base),
		merge_base_commit: showCommit(show, repository, common),
		status: ahead.length > 0 ? behind > 0 ? "diverged" : "ahead" : behind > 0 ? "behind" : "identical",
		ahead_by: ahead.length,
		behind_by: behind,
		total_commits: ahead.length,
		commits: items.map((commit) => showCommit(show, repository, commit)),
		files: changedFiles(call, base.sha, head.sha)
	}, headers);
}
function totals(files) {
	const sum = (key) => files.reduce((total, file) => total + file[key], 0);
	const additions = sum("additions");
	const deletions = sum("deletions");
	return {
		additions,
		deletions,
		total: additions + deletions
	};
}
// test/github-loopback/routes.ts
/** The route of a request with the decoded parameters of its path. */
function matchRoute(routes, method, pathname) {
	for (const route of routes) {
		if (route.method !== method) continue;
		const match = pattern(route.path).exec(pathname);
		if (match === null) continue;
		const parameters = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]);
		return {
			route,
			parameters: Object.fromEntries(parameters)
		};
	}
}
/** By the path of a route. */
const patterns = /* @__PURE__ */ new Map();
function pattern(path) {
	const known = patterns.get(path) ?? compiledPattern(path);
	patterns.set(path, known);
	return known;
}
function compiledPattern(path) {
	const source = path.replaceAll(/\{(\w+)(\*?)\}/g, (_all, name, many) => many === "*" ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`);
	return new RegExp(`^${source}$`);
}
// test/github-loopback/rest.ts
/** GitHub's REST API on the state: checks each request against the description, and the token's permissions. */
var RestApi = class {
	#state;
	#addresses;
	#description;
	#show;
	#routes;
	constructor(state, addresses, description, signedUrl) {
		this.#state = state;
		this.#addresses = addresses;
		this.#description = description;
		this.#show = new Representations(state, addresses);
		this.#routes = [
			...globalRoutes,
			...commentRoutes,
			...pullRoutes,
			...actionsRoutes(signedUrl),
			...repositoryRoutes
		];
	}
	/** The answer, and in what the request or the answer departs from the description. */
	answer(request, url, token) {
		const operation = `${request.method} ${request.pathname}`;
		const complaints = this.#description === void 0 ? [] : this.#description.checkRequest(request);
		const found = matchRoute(this.#routes, request.method, request.pathname);
		if (complaints === void 0 || found === void 0) {
			const who = complaints === void 0 ? "GitHub's description" : "the loopback";
			return {
				reply: notFound("https://docs.github.com/rest"),
				violations: [`${operation}: ${who} has no such operation`]
			};
		}
		const { route, parameters } = found;
		if (complaints.length > 0) {
			const resource = request.pathname;
			const errors = complaints.map((message) => ({
				resource,
				code: "invalid",
				field: "",
				message
			}));
			return {
				reply: validationFailed(route.documentation, errors),
				violations: complaints.map((complaint) => `${operation}: ${complaint}`)
			};
		}
		const reply = this.#handle(route, {
			state: this.#state,
			show: this.#show,
			addresses: this.#addresses,
			token,
			url,
			headers: request.headers,
			body: request.body,
			documentation: route.documentation,
			parameter: (name) => parameters[name] ?? ""
		});
		return {
			reply,
			violations: (reply.status < 300 ? this.#description?.checkReply(request, reply) ?? [] : []).map((mistake) => `the loopback's answer to ${operation}: ${mistake}`)
		};
	}
	#handle(route, call) {
		if (route.needs === void 0) return route.handle(call);
		const { token, documentation } = call;
		const fullName = `${call.parameter("owner")}/${call.parameter("repo")}`;
		const repository = this.#state.repositories.get(fullName);
		if (repository === void 0) return notFound(documentation);
		const reached = token.repositories.includes(fullName);
		if (repository.private && !reached) return notFound(documentation);
		const open = !repository.private && route.method === "GET" && route.neverPublic !== true;
		const granted = reached && satisfies(token.permissions, route.needs);
		const reply = open || granted ? route.handle({
			...call,
			repository
		}) : notAccessible(documentation);
		const accepted = { "x-accepted-github-permissions": acceptedPermissions(route.needs) };
		return {
			...reply,
			headers: {
				...reply.headers,
				...accepted
			}
		};
	}
};
const day = 864e5;
/** What the loopback GitHub knows. Tests arrange it through these methods and read the collections afterwards. */
var GitHubState = class {
	repositories = /* @__PURE__ */ new Map();
	/** All commits of all repositories: a repository and its forks share theirs, as on GitHub. */
	commits = /* @__PURE__ */ new Map();
	tokens = /* @__PURE__ */ new Map();
	/** The clock of everything that is dated. */
	now;
	#nextId = 1000001;
	constructor(now = () => /* @__PURE__ */ new Date()) {
		this.now = now;
	}
	newId() {
		return this.#nextId++;
	}
	/** A repository `owner/name` with an empty first commit on its default branch. */
	addRepository(fullName, options = {}) {
		const [owner = "", name = ""] = fullName.split("/");
		const repository = {
			id: this.newId(),
			owner,
			name,
			fullName,
			private: options.private ?? true,
			defaultBranch: options.defaultBranch ?? "main",
			collaborators: /* @__PURE__ */ new Map([[owner, "admin"]]),
			labels: /* @__PURE__ */ new Map(),
			branches: /* @__PURE__ */ new Map(),
			pullRequests: /* @__PURE__ */ new Map(),
			runs: /* @__PURE__ */ new Map(),
			jobs: /* @__PURE__ */ new Map(),
			artifacts: /* @__PURE__ */ new Map()
		};
		this.repositories.set(fullName, repository);
		this.addCommit(repository, repository.defaultBranch, { message: "Initial commit" });
		return repository;
	}
	/**
	* Commits on a branch, which is made from the default branch if it does not exist. `files` are changes: a
	* null removes the file. `links` are those of them that are symbolic links. `sha` is for tests whose workspace is
	* a real clone.
	*/
	addCommit(repository, branch, change = {}) {
		const tip = repository.branches.get(branch) ?? repository.branches.get(repository.defaultBranch);
		const parents = change.parents ?? (tip === void 0 ? [] : [tip]);
		const files = new Map(this.commits.get(parents[0] ?? "")?.files);
		for (const [path, content] of Object.entries(change.files ?? {})) if (content === null) files.delete(path);
		else files.set(path, Buffer.from(content));
		const commit = {
			sha: change.sha ?? createHash("sha1").update(`${repository.fullName} ${this.newId()}`).digest("hex"),
			parents,
			message: change.message ?? "A commit",
			author: change.author ?? repository.owner,
			date: this.now(),
			files,
			links: new Set(change.links ?? this.commits.get(parents[0] ?? "")?.links)
		};
		this.commits.set(commit.sha, commit);
		repository.branches.set(branch, commit.sha);
		return commit;
	}
	/** An open pull request of `branch`, which must have commits; `from` is the fork it comes from. */
	addPullRequest(repository, options) {
		const source = options.from ?? repository;
		const headSha = this.tip(source, options.branch);
		const baseSha = this.tip(repository, repository.defaultBranch);
		const number = options.number ?? repository.pullRequests.size + 1;
		const pullRequest = {
			number,
			id: this.newId(),
			title: options.title ?? "Change something",
			state: "open",
			author: options.author ?? source.owner,
			base: {
				ref: repository.defaultBranch,
				sha: baseSha
			},
			head: {
				repository: source.fullName,
				ref: options.branch,
				sha: headSha
			},
			mergeSha: this.#merge(repository, number, baseSha, headSha),
			labels: new Set(options.labels),
			comments: []
		};
		repository.pullRequests.set(number, pullRequest);
		return pullRequest;
	}
	/** What a push to its branch does to a pull request: a new head, and a new merge with the base as it is now. */
	pushed(repository, pullRequest) {
		const source = this.repositories.get(pullRequest.head.repository) ?? repository;
		pullRequest.head.sha = this.tip(source, pullRequest.head.ref);
		pullRequest.base.sha = this.tip(repository, pullRequest.base.ref);
		const { number, base, head } = pullRequest;
		pullRequest.mergeSha = this.#merge(repository, number, base.sha, head.sha);
	}
	/** The test merge; the head's side of every file is taken. */
	#merge(repository, number, baseSha, headSha) {
		const files = Object.fromEntries(this.commits.get(headSha)?.files ?? []);
		const message = `Merge ${headSha} into ${baseSha}`;
		const parents = [baseSha, headSha];
		return this.addCommit(repository, `refs/pull/${number}/merge`, {
			message,
			parents,
			files
		}).sha;
	}
	addComment(pullRequest, comment) {
		const now = this.now();
		const added = {
			id: this.newId(),
			...comment,
			createdAt: now,
			updatedAt: now,
			versions: []
		};
		pullRequest.comments.push(added);
		return added;
	}
	editComment(comment, body) {
		if (comment.body === body) return;
		if (comment.versions.length === 0) comment.versions.push({
			body: comment.body,
			at: comment.createdAt
		});
		comment.body = body;
		comment.updatedAt = this.now();
		comment.versions.push({
			body,
			at: comment.updatedAt
		});
	}
	addLabel(repository, name) {
		repository.labels.set(name, {
			id: this.newId(),
			name,
			color: "ededed",
			description: ""
		});
	}
	addRun(repository, options) {
		const workflowPath = options.workflowPath ?? ".github/workflows/allocations.yml";
		const sibling = [...repository.runs.values()].find((run) => run.workflowPath === workflowPath);
		const run = {
			attempt: 1,
			name: "Allocations",
			status: "in_progress",
			conclusion: null,
			headRepository: repository.fullName,
			actor: repository.owner,
			...options,
			id: this.newId(),
			number: repository.runs.size + 1,
			workflowPath,
			workflowId: sibling?.workflowId ?? this.newId(),
			createdAt: this.now()
		};
		repository.runs.set(run.id, run);
		return run;
	}
	/** A job of the run's newest attempt, which is still running if nothing else is said. */
	addJob(repository, run, job) {
		const added = {
			attempt: run.attempt,
			status: "in_progress",
			conclusion: null,
			createdAt: this.now(),
			...job,
			id: this.newId(),
			runId: run.id
		};
		repository.jobs.set(added.id, added);
		return added;
	}
	/** An artifact as a finished upload leaves it; it lives for 90 days if nothing else is said. */
	addArtifact(repository, run, artifact) {
		const createdAt = this.now();
		const added = {
			id: this.newId(),
			runId: run.id,
			attempt: run.attempt,
			name: artifact.name,
			mimeType: artifact.mimeType ?? "application/octet-stream",
			content: Buffer.from(artifact.content),
			...artifact.promisedBytes === void 0 ? {} : { promisedBytes: artifact.promisedBytes },
			createdAt,
			expiresAt: artifact.expiresAt ?? new Date(createdAt.getTime() + 90 * day)
		};
		repository.artifacts.set(added.id, added);
		return added;
	}
	/** A token that may do exactly this in these repositories, such as a job's `github.token`. */
	issueToken(repositories, permissions, options = {}) {
		const kind = options.kind ?? "installation";
		const token = {
			value: `${kind === "installation" ? "ghs" : "ghp"}_${randomBytes(18).toString("hex")}`,
			actor: options.actor ?? "github-actions[bot]",
			kind,
			permissions,
			repositories: repositories.map(({ fullName }) => fullName)
		};
		this.tokens.set(token.value, token);
		return token;
	}
	/** The commit a branch points to. Throws if there is no such branch: a mistake of the test. */
	tip(repository, branch) {
		const sha = repository.branches.get(branch);
		if (sha === void 0) throw new Error(`${repository.fullName} has no branch ${branch}: commit to it first`);
		return sha;
	}
	/** The commit that a SHA, a branch, `refs/…`, or `owner:branch` of a fork names. */
	resolve(repository, ref) {
		const fork = /^([^:]+):(.+)$/.exec(ref);
		if (fork?.[1] !== void 0 && fork[2] !== void 0) {
			const owner = fork[1];
			const source = [...this.repositories.values()].find((other) => other.owner === owner);
			return source && this.resolve(source, fork[2]);
		}
		const pull = repository.pullRequests.get(Number(/^(?:refs\/)?pull\/(\d+)\/head$/.exec(ref)?.[1]));
		const sha = repository.branches.get(ref) ?? repository.branches.get(ref.replace(/^(refs\/)?heads\//, "")) ?? repository.branches.get(`refs/${ref}`) ?? pull?.head.sha ?? ref;
		return this.commits.get(sha);
	}
};
// test/github-loopback/server.ts
/** Starts a loopback GitHub on two free ports (the second is the blob storage). */
async function startGitHub(options = {}) {
	const servers = [createServer(), createServer()];
	const [api, blobs] = await Promise.all([listen(servers[0]), listen(servers[1])]);
	const gitHub = new Loopback({
		api: `http://127.0.0.1:${api}`,
		server: `http://github.localhost:${api}`,
		blobs: `http://127.0.0.1:${blobs}`
	}, options, new GitHubState(options.now));
	servers[0].on("request", (request, response) => void gitHub.answer(request, response, "api"));
	servers[1].on("request", (request, response) => void gitHub.answer(request, response, "blobs"));
	return Object.assign(gitHub, { close: async () => {
		for (const server of servers) {
			server.close();
			server.closeAllConnections();
		}
	} });
}
async function listen(server) {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("the loopback has no port");
	return address.port;
}
var Loopback = class {
	state;
	addresses;
	requests = [];
	violations = [];
	graphql = new Map(graphqlFields);
	#failures = new PlannedFailures();
	#artifacts;
	#rest;
	#checkGraphql;
	#interceptor = async () => void 0;
	constructor(addresses, { description, checkGraphql }, state) {
		this.#checkGraphql = checkGraphql;
		this.state = state;
		this.addresses = addresses;
		this.#artifacts = new ArtifactService(state, addresses.blobs);
		this.#rest = new RestApi(state, addresses, description, (artifact) => this.#artifacts.signedUrl(artifact));
	}
	failNext(matcher, failure, times = 1) {
		this.#failures.add(matcher, failure, times);
	}
	intercept(interceptor) {
		this.#interceptor = interceptor;
	}
	runtimeToken(repository, run) {
		return this.#artifacts.runtimeToken(repository, run);
	}
	/** Records, answers, and fails where a test wants it so. */
	async answer(request, response, service) {
		const method = request.method ?? "GET";
		const url = new URL(`${this.addresses[service]}${request.url ?? "/"}`);
		const raw = await readAll(request);
		if (raw === void 0) return;
		const recorded = {
			method,
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			body: parseBody(raw),
			token: request.headers.authorization?.replace(/^(token|bearer)\s+/i, ""),
			status: 0
		};
		this.requests.push(recorded);
		const failure = await this.#interceptor(recorded) ?? this.#failures.take(method, url);
		if (failure === "hang") return;
		const half = breaksOffAt(failure);
		const lost = typeof failure === "object" && "lost" in failure ? failure.lost : void 0;
		const instead = lost ?? (typeof failure === "object" || half !== null ? void 0 : failure);
		let reply = { status: 0 };
		try {
			if (instead === void 0 || lost !== void 0) {
				if (service === "api") reply = this.#api(recorded, headersOf(request), url);
				else if (archivePath.test(url.pathname)) reply = serveArchive(this.state, url, request.headers.authorization);
				else reply = this.#artifacts.blob(method, url, request.headers.authorization, raw);
			}
			if (instead === "disconnect") {
				request.socket.destroy();
				return;
			}
			if (instead !== void 0 && instead !== "break-off") reply = failureReply(instead);
		} catch (error) {
			this.violations.push(`the loopback broke on ${method} ${url.pathname}: ${String(error)}`);
			reply = {
				status: 500,
				body: { message: "the loopback broke" }
			};
		}
		recorded.status = reply.status;
		if (half === null) send(response, reply);
		else breakOff(response, reply, half);
	}
	#api(recorded, headers, url) {
		const { method, path, query, body } = recorded;
		if (path.startsWith("/twirp/github.actions.results.api.v1.ArtifactService/")) return this.#artifacts.twirp(path.slice(53), headers.authorization, body);
		const page = artifactPage.exec(path);
		if (method === "GET" && page?.groups !== void 0) return this.#artifactPage(page.groups);
		if (recorded.token === void 0) return problem(401, "Requires authentication", "https://docs.github.com/rest");
		const token = this.state.tokens.get(recorded.token);
		if (token === void 0) return badCredentials();
		if (method === "POST" && path === "/graphql") {
			const call = {
				state: this.state,
				token,
				server: this.addresses.server
			};
			const { reply, violation } = answerGraphql(this.graphql, body, call, this.#checkGraphql);
			if (violation !== void 0) this.violations.push(violation);
			return reply;
		}
		const { reply, violations } = this.#rest.answer({
			method,
			pathname: path,
			query,
			headers,
			body
		}, url, token);
		this.violations.push(...violations);
		return reply;
	}
	/** What the browser shows under an artifact's link: the file itself, as GitHub does for unzipped ones. */
	#artifactPage({ repository = "", id }) {
		const artifact = this.state.repositories.get(repository)?.artifacts.get(Number(id));
		return artifact === void 0 ? notFound("https://docs.github.com") : {
			status: 200,
			...served(artifact)
		};
	}
};
/** `/octo-org/octo-repo/actions/runs/1000012/artifacts/1000013` */
const artifactPage = /^\/(?<repository>[^/]+\/[^/]+)\/actions\/runs\/\d+\/artifacts\/(?<id>\d+)$/;
/** The whole body; undefined if the client went away in the middle of it. */
async function readAll(request) {
	const chunks = [];
	try {
		for await (const chunk of request) chunks.push(chunk);
	} catch {
		return;
	}
	return Buffer.concat(chunks);
}
function parseBody(raw) {
	if (raw.length === 0) return void 0;
	const text = raw.toString();
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
function headersOf(request) {
	return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value ?? ""]));
}
/** The answer's first bytes, of which the client sees that they are not all; an answer without a body never comes. */
function breakOff(response, { status, headers, body }, { breaksOffAt, hangs }) {
	const content = contentOf(body);
	const end = () => setImmediate(() => hangs === true || response.destroy());
	if (content.length === 0) {
		end();
		return;
	}
	response.writeHead(status, {
		...headersFor(body),
		...headers,
		"content-length": String(content.length)
	});
	response.flushHeaders();
	response.write(content.subarray(0, Math.floor(content.length * breaksOffAt)), end);
}
function send(response, { status, headers, body }) {
	const content = contentOf(body);
	response.writeHead(status, {
		...headersFor(body),
		...status === 204 ? {} : { "content-length": String(content.length) },
		...headers
	});
	response.end(content);
}
function contentOf(body) {
	return body === void 0 ? Buffer.of() : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}
function headersFor(body) {
	return {
		"content-type": Buffer.isBuffer(body) ? "application/octet-stream" : "application/json; charset=utf-8",
		"x-github-request-id": "0400:1A2B:3C4D5E:6F7A8B:9C0D1E2F"
	};
}
// test/demo/demo.ts
/**
* What `examples/demo` runs, bundled as dist/demo.js so that it needs no node_modules: the built Action on a pull
* request that allocates more, against a GitHub inside this process. Takes the path of our repository.
*/
const [, , repositoryFolder = "."] = process.argv;
const examples = join(repositoryFolder, "examples");
/** Survives the demo; `.build` is not committed. */
const kept = join(repositoryFolder, ".build/demo");
const work = mkdtempSync(join(tmpdir(), "demo-"));
const workspace = join(work, "objects-and-strings");
process.on("exit", () => rmSync(work, {
	recursive: true,
	force: true
}));
process.once("SIGINT", () => process.exit(130));
const say = (text = "") => process.stdout.write(`${text}\n`);
const rule = "─".repeat(100);
const gitHub = await startGitHub();
const repository = gitHub.state.addRepository("octo-org/shop");
/** What the pull request changes, as its commit has it. */
const changed = "Sources/ObjectsAndStrings/Headers.swift";
gitHub.state.addCommit(repository, "headers-as-a-class", {
	message: "Make RequestHead a class",
	files: { [changed]: readFileSync(join(examples, "demo-regression/objects-and-strings", changed)) }
});
const pullRequest = gitHub.state.addPullRequest(repository, {
	branch: "headers-as-a-class",
	author: "mona"
});
say("A pull request makes one struct a class, and the gate runs on it, in three steps:");
say("1. examples/packages/objects-and-strings is copied, with examples/demo-regression over it, and built by Swift.");
say("2. perf counts its allocations, which are compared with the committed baseline and traced to where they are made.");
say("3. The built Action reports to a GitHub inside this program: nothing leaves this machine.");
copyExample();
copyRegression();
let result = await gate();
const { verdict = "" } = result.outputs;
if (verdict === "no-baseline" || verdict === "incomparable") {
	say();
	say(`The committed baseline is another machine's (verdict ${verdict}): the unchanged example is accepted here first.`);
	await acceptUnchanged();
	copyRegression();
	result = await gate();
}
await gitHub.close();
process.exitCode = show(result);
/** The example as the base branch has it, without what was built in it. */
function copyExample() {
	const source = join(examples, "packages/objects-and-strings");
	cpSync(source, workspace, {
		recursive: true,
		filter: (path) => basename(path) !== ".build"
	});
}
/** The change of the pull request. */
function copyRegression() {
	cpSync(join(examples, "demo-regression/objects-and-strings"), workspace, { recursive: true });
}
/** The step `uses: ./` in the job of examples/workflows/allocations.yml. */
function gate() {
	return runAction({
		gitHub,
		repository,
		workspace,
		event: pullRequestEvent(gitHub, repository, pullRequest),
		permissions: {
			contents: "read",
			"pull-requests": "write"
		},
		manifest: join(repositoryFolder, "action.yml"),
		runnerFolder: work
	});
}
/** What a maintainer does on the first run: commits the numbers that the gate made ready. */
async function acceptUnchanged() {
	copyExample();
	const { outputs } = await gate();
	const { candidate } = reportSchema.parse(JSON.parse(readFileSync(outputs["report-path"] ?? "", "utf8")));
	const path = join(workspace, candidate?.path ?? "");
	mkdirSync(dirname(path), { recursive: true });
	cpSync(outputs["candidate-path"] ?? "", path);
}
/** Prints what a reviewer sees; 0 if the gate ended as it should. */
function show({ exitCode, outputs, output, run }) {
	const comment = pullRequest.comments.find(({ body }) => parseMarker(body) !== null);
	const page = [...repository.artifacts.values()].find(({ runId, name }) => runId === run.id && name.endsWith(".html"));
	if (outputs.verdict !== "regression" || exitCode !== 1 || comment === void 0 || page === void 0) {
		say(`\n${output}\nThe gate should have ended with the verdict regression, a comment and a flame graph; see above.`);
		return 1;
	}
	mkdirSync(kept, { recursive: true });
	const keep = (name, content) => {
		writeFileSync(join(kept, name), content);
		return join(kept, name);
	};
	const [, ...shown] = comment.body.split("\n");
	keep("comment.md", comment.body);
	say(`\n${rule}\nThe comment on pull request #${pullRequest.number}, by ${comment.author}\n${rule}`);
	say(shown.join("\n").trim());
	say(rule);
	say(`Verdict:     ${outputs.verdict}`);
	say(`Exit status: ${exitCode}, so the check is red`);
	say(`Flame graph: ${keep("flame-graph.html", page.content)} (open it in a browser)`);
	say(`Job's log:   ${keep("log.txt", output)}`);
	return 0;
}
export {};
