@echo off
rem The command line of Faultboard, with the Node.js that lies beside this file.
setlocal
set NODE_OPTIONS=
"%~dp0node\bin\node.exe" @FLAGS@ "%~dp0app\out\cli\index.js" %*
