// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kinds.h"
#include "options.h"

#include <aws/awsconfig.h>
#include <aws/credentialsources.h>
#include <aws/endpoints.h>
#include <aws/models.h>
#include <core/clock.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <operations/catalog.h>
#include <operations/planner.h>

#include <memory>

namespace sm::app {

/// What everything with or without a window stands on: built in order, destroyed in reverse.
class Foundation
{
public:
    /// \param environment of this process, or the closed one of the demo
    /// \error Kind::Invalid, Kind::Storage the AWS configuration or the catalog can not be read; names file and line
    static Result<std::unique_ptr<Foundation>> build(
        const Options &options, aws::AwsEnvironment environment, aws::MfaPrompt mfaPrompt);

    const QString folder; ///< dataFolder()
    SystemClock clock;
    net::RealSleeper sleeper;
    aws::Models models;
    aws::Endpoints endpoints;
    operations::Catalog catalog;
    Kinds kinds;
    operations::Planner planner;
    net::CurlTransport transport;
    aws::CredentialSources sources;

private:
    Foundation(const Options &options, aws::AwsConfig config, operations::Catalog catalogOfWrites,
        const QString &caBundle, aws::MfaPrompt mfaPrompt);
};

/// Where journal and settings are: the option, else the desktop's data folder.
QString dataFolder(const Options &options);

/// What the command line says about accounts, filled up from \p system.
aws::AwsChoice choiceFor(const Options &options, const SystemInfo &system);

} // namespace sm::app
