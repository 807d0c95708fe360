// SPDX-License-Identifier: GPL-3.0-or-later
#include "backing.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace sm::app {

namespace {

Asset demoAsset(const QString &id, AssetKind kind, const BackupPolicy &policy)
{
    Asset asset;
    asset.id = id;
    asset.kind = kind;
    asset.title = id;
    asset.name = id;
    asset.policy = policy;
    asset.isDeclared = true;
    return asset;
}

} // namespace

Backing::Backing(
    const Foundation &foundation, const SystemInfo &system, aws::Caller &caller, const backups::Vault &vault)
    : m_service({caller, foundation.models, vault, foundation.clock}, system)
{
}

void Backing::follow(
    controllers::RunbooksController &runbooks, controllers::RunsController &runs, operations::Journal *journal)
{
    m_controller = std::make_unique<controllers::BackupsController>(
        controllers::BackupsController::Services{m_service, runbooks, runs, journal});
}

void Backing::retire() { m_controller.reset(); }

SystemInfo Backing::withDemoAssets(SystemInfo demo)
{
    const BackupPolicy daily{24h, 24h * 30, 14};
    const BackupPolicy weekly{24h * 7, 24h * 90, 4};
    demo.assets = {demoAsset(u"ChatMessage-prod"_s, AssetKind::Table, daily),
        demoAsset(u"ChatSession-prod"_s, AssetKind::Table, daily),
        demoAsset(u"chat-attachments"_s, AssetKind::Bucket, weekly),
        demoAsset(u"billing-db"_s, AssetKind::Instance, weekly)};
    demo.backupSets = {{u"pre-deployment"_s, {u"ChatMessage-prod"_s, u"ChatSession-prod"_s}}};
    return demo;
}

} // namespace sm::app
