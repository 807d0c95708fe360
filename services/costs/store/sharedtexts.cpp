// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/sharedtexts.h>

namespace sm::costs {

QList<SharedText> shareable(QList<SharedText> texts)
{
    constexpr qsizetype MostBytes = 1024 * 1024;
    texts.removeIf([](const SharedText &each) { return each.json.size() > MostBytes; });
    return texts;
}

} // namespace sm::costs
