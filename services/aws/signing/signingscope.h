// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/sigv4.h>

namespace sm::aws {

/// When and for what a signature is made, as it is written.
struct SigningScope
{
    explicit SigningScope(const SigningOptions &options);

    QByteArrayView day() const { return QByteArrayView(time).first(8); }

    QByteArray time; ///< X-Amz-Date: 20150830T123600Z
    QByteArray text; ///< 20150830/eu-west-1/cognito-idp/aws4_request
};

} // namespace sm::aws
