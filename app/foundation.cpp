// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation.h"

#include <QStandardPaths>

namespace sm::app {

Foundation::Foundation(const Options &options, aws::AwsConfig config, operations::Catalog catalogOfWrites,
    const QString &caBundle, aws::MfaPrompt mfaPrompt)
    : folder(dataFolder(options))
    , models(options.awsModels)
    , catalog(std::move(catalogOfWrites))
    , kinds(catalog, models)
    , planner(catalog, models, kinds.all())
    , transport(net::CurlTransport::Options{.caBundle = caBundle})
    , sources(
          aws::CredentialParts{models, endpoints, transport, sleeper, clock, std::move(mfaPrompt)}, std::move(config))
{
}

Result<std::unique_ptr<Foundation>> Foundation::build(
    const Options &options, aws::AwsEnvironment environment, aws::MfaPrompt mfaPrompt)
{
    Result<aws::AwsConfig> config = aws::AwsConfig::load(std::move(environment));
    if (!config)
        return config.error();
    Result<operations::Catalog> catalog = operations::Catalog::load();
    if (!catalog)
        return catalog.error();
    // A profile that is not there is said when it is used; its certificates are then nobody's concern.
    const Result<aws::ProfileSettings> settings = config->settings(choiceFor(options, {}));
    const QString caBundle = settings ? settings->caBundle : QString();
    return std::unique_ptr<Foundation>(
        new Foundation(options, std::move(*config), std::move(*catalog), caBundle, std::move(mfaPrompt)));
}

QString dataFolder(const Options &options)
{
    return options.dataFolder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                        : options.dataFolder;
}

aws::AwsChoice choiceFor(const Options &options, const SystemInfo &system)
{
    aws::AwsChoice choice;
    choice.profile = system.profile.isEmpty() ? options.profile : system.profile;
    choice.region = options.region.isEmpty() ? system.region.value : options.region;
    choice.endpointUrl = options.endpointUrl.isEmpty() ? system.endpointUrl : options.endpointUrl;
    return choice;
}

} // namespace sm::app
