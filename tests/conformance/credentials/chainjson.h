// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/credentials.h>
#include <aws/profilechain.h>
#include <aws/ssotokens.h>

namespace sm::test {

/// The forms in which the published cases write things down.
QMap<QString, aws::ProfileProperties> sectionsFrom(const QJsonObject &object);
QJsonArray jsonOf(const aws::ProfileChain &chain);
QJsonObject jsonOf(const aws::Credentials &credentials);
QJsonObject jsonOf(const aws::SsoToken &token);

} // namespace sm::test
