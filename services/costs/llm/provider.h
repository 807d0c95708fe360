// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::llmcosts {

/// Who sells language models and tells by an API what they cost.
enum class Provider { Anthropic, OpenAi };

/// "Anthropic", "OpenAI".
QString titleOf(Provider provider);
/// Under which name its admin key is in the desktop's keyring: "anthropic-admin-key".
QString keyNameOf(Provider provider);
/// "https://api.anthropic.com".
QString usualAddressOf(Provider provider);

} // namespace sm::llmcosts
