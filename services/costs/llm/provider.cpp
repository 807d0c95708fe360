// SPDX-License-Identifier: GPL-3.0-or-later
#include "provider.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::llmcosts {

QString titleOf(Provider provider) { return provider == Provider::Anthropic ? u"Anthropic"_s : u"OpenAI"_s; }

QString keyNameOf(Provider provider)
{
    return provider == Provider::Anthropic ? u"anthropic-admin-key"_s : u"openai-admin-key"_s;
}

QString usualAddressOf(Provider provider)
{
    return provider == Provider::Anthropic ? u"https://api.anthropic.com"_s : u"https://api.openai.com"_s;
}

} // namespace sm::llmcosts
