// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/sigv4.h>

namespace sm::aws {

/// options.when as X-Amz-Date writes it: 20150830T123600Z.
QByteArray signingTime(const SigningOptions &options);
/// Its day: 20150830.
QByteArray signingDay(const SigningOptions &options);
/// What a signature is good for: 20150830/eu-west-1/cognito-idp/aws4_request.
QByteArray credentialScope(const SigningOptions &options);

} // namespace sm::aws
