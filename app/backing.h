// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <board/awsbackupservice.h>
#include <controllers/backupscontroller.h>

namespace sm::app {

/// The backups of one system: what is protected, and the controller of their page.
class Backing
{
public:
    /// All outlive it.
    Backing(const Foundation &foundation, const SystemInfo &system, aws::Caller &caller, const backups::Vault &vault);

    controllers::BackupsController &controller() { return *m_controller; }
    /// Once there is somebody who opens runbooks and runs plans. Without a journal nobody knows what is frozen.
    void follow(
        controllers::RunbooksController &runbooks, controllers::RunsController &runs, operations::Journal *journal);
    /// The controller goes; what is under way in the service ends by itself.
    void retire();

    /// \p demo with what its account has to protect.
    static SystemInfo withDemoAssets(SystemInfo demo);

private:
    backups::AwsBackupService m_service;
    std::unique_ptr<controllers::BackupsController> m_controller;
};

} // namespace sm::app
