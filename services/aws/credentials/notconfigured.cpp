// SPDX-License-Identifier: GPL-3.0-or-later
#include "notconfigured.h"

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

Error notConfigured(const QString &message) { return Error(Error::Kind::Denied, message).withCode(u"NotConfigured"_s); }

bool isNotConfigured(const Error &error) { return error.code() == "NotConfigured"_L1; }

} // namespace sm::aws
