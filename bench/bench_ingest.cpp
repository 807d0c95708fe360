// SPDX-License-Identifier: GPL-3.0-or-later
#include <bill/billfile.h>

#include <QElapsedTimer>

#include <cstdio>

// Reads bills into a ledger, once, and says in one line of JSON how long that took. Memory is for who started it to
// ask.
int main(int argc, char *argv[])
{
    QStringList files;
    for (int i = 1; i < argc; ++i)
        files.append(QString::fromLocal8Bit(argv[i]));
    QElapsedTimer timer;
    timer.start();
    const sm::Result<sm::costs::Ledger> ledger = sm::costs::bill::readBill(files, {}, {}, {});
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    if (!ledger) {
        std::fprintf(stderr, "%s\n", qPrintable(ledger.error().message()));
        return 2;
    }
    std::printf("{\"seconds\": %.4f, \"rows\": %zu}\n", seconds, ledger->rows());
    return 0;
}
